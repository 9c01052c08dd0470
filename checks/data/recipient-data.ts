import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { someOf } from '../storage/places.js';
import { expectDataLoss, keepsItsData } from './own-data.js';

export default defineCheck({
  id: 'data/recipient-data',
  title: 'The recipient has no schemas of its own to lose',
  stage: 'copy',
  consequence: 'none',
  why: `CLONE asks nobody before it drops every schema of the recipient, and there is no way back. That is what it is for, and
also how the wrong server is emptied. So the doctor names what is there; --expect-data-loss says that it may go.`,
  references: ['https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html'],
  needs: ['recipient.identity'],
  wishes: ['recipient.userSchemas'],
  irrelevant: keepsItsData,
  evaluate({ recipient, plan }) {
    const schemas = recipient.userSchemas;
    if (!schemas.ok) {
      return plan.expectDataLoss
        ? pass('what the recipient holds cannot be seen, and is expected to go')
        : blindTo('recipient.userSchemas', schemas);
    }
    const evidence = { schemas: schemas.value };
    if (schemas.value.length === 0) return pass('the recipient has no schema of its own', { evidence });
    const seen = `the recipient holds ${schemas.value.length} ${plural(schemas.value.length, 'schema')}: ${someOf(schemas.value)}`;
    if (plan.expectDataLoss) return pass(`${seen}; they are expected to go`, { evidence });
    return warn(seen, {
      meaning: 'CLONE drops them before it copies anything, and they do not come back.',
      evidence,
      remedy: [expectDataLoss],
    });
  },
});
