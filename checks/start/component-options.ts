import { plural } from '../../src/doctor/amount.js';
import { blindTo, defineCheck, fail, pass } from '../../src/doctor/check.js';
import { keepsItsData } from '../data/own-data.js';
import { belongsToComponent, componentName, variableOf } from './after-clone.js';
import { strictOptions } from './strict-options.js';

export default defineCheck({
  id: 'start/component-options',
  title: 'The recipient has no options of components that go with the clone',
  stage: 'start',
  consequence: 'dead',
  why: `INSTALL COMPONENT writes into the table mysql.component, and CLONE replaces that table by the donor's. An option of
such a component in the option file, validate_password.policy=LOW for example, is then one that the server does not
know, and it does not start any more (MY-000067). Written with loose_ it is only a warning.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/install-component.html',
    'https://dev.mysql.com/doc/refman/8.4/en/option-modifiers.html',
    'server error MY-000067',
  ],
  needs: ['recipient.installedComponents', 'donor.installedComponents'],
  wishes: ['recipient.options'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor }) {
    const kept = new Set(donor.installedComponents);
    const going = recipient.installedComponents.filter((urn) => !kept.has(urn));
    const vanishing = going.map(componentName);
    if (vanishing.length === 0) {
      return pass('the donor has every component in mysql.component that the recipient has there', {
        evidence: { components: [] },
      });
    }
    if (!recipient.options.ok) return blindTo('recipient.options', recipient.options);
    const names = strictOptions(recipient.options.value)
      .filter((option) => going.some((urn) => belongsToComponent(urn, variableOf(option))))
      .map(({ name }) => name);
    const evidence = { components: vanishing, options: [...new Set(names)] };
    if (names.length === 0)
      return pass(`${vanishing.join(', ')} goes with the clone, and no option needs it`, { evidence });
    return fail(
      `the ${plural(evidence.options.length, 'option')} ${evidence.options.join(', ')} ${plural(evidence.options.length, 'belongs', 'belong')} to ${vanishing.join(', ')}, which the donor lacks`,
      {
        meaning: `CLONE replaces the recipient's data and its table mysql.component, and then the server does not start any more
(MY-000067 unknown variable) until somebody changes the option file.`,
        evidence,
        remedy: [
          {
            on: 'recipient-host',
            kind: 'manual',
            text: `Put loose_ before the option: ${evidence.options.map((name) => `loose_${name}`).join(', ')}; or install the component on the donor too.`,
          },
        ],
      },
    );
  },
});
