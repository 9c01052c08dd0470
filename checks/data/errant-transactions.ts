import { blindTo, defineCheck, pass, skip, warn } from '../../src/doctor/check.js';
import type { Collected } from '../../src/evidence/collected.js';
import { type GtidSet, parseGtidSet, showGtidSet, subtractGtids } from '../../src/evidence/gtid-set.js';
import type { Channel } from '../../src/evidence/server-facts.js';
import { expectDataLoss, keepsItsData } from './own-data.js';

/** Long sets are told in part: they are meant for eyes. */
const SHOWN = 200;

export default defineCheck({
  id: 'data/errant-transactions',
  title: 'The recipient has executed no transaction that the donor has not',
  stage: 'copy',
  consequence: 'none',
  why: `CLONE resets the recipient's binary logs and gives it the donor's gtid_executed. A transaction that only the recipient
has, because somebody wrote there, or because it was the primary and its last writes reached no replica, is lost without
a message, and its binary log with it. MySQL Shell asks before that; the statement does not.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-replication.html',
    'https://dev.mysql.com/doc/refman/8.4/en/gtid-functions.html#function_gtid-subtract',
  ],
  needs: ['recipient.gtidExecuted', 'recipient.identity', 'donor.gtidExecuted', 'donor.identity'],
  wishes: ['recipient.channels', 'recipient.variables'],
  irrelevant: keepsItsData,
  evaluate({ recipient, donor, plan }) {
    const donorHas = parseGtidSet(donor.gtidExecuted);
    const missing = subtractGtids(parseGtidSet(recipient.gtidExecuted), donorHas);
    const own = recipient.identity.serverUuid?.toLowerCase() ?? '';
    const notNews = withoutNews(missing, donorHas, own);
    if (!recipient.channels.ok && notNews.size === 0 && missing.size > 0 && !plan.expectDataLoss)
      return blindTo('recipient.channels', recipient.channels);
    const follows = isReplicaOf(recipient.channels, donor.identity.serverUuid);
    const text = showGtidSet(follows ? notNews : missing);
    const evidence = { errant: text };
    if (text === '') {
      const mode = recipient.variables.ok ? recipient.variables.value.gtid_mode : undefined;
      return mode?.startsWith('OFF')
        ? skip(`the recipient gives its transactions no GTIDs (gtid_mode=${mode})`, { evidence })
        : pass('the donor has every transaction of the recipient', { evidence });
    }
    const seen = `the recipient has transactions that the donor has not: ${text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text}`;
    if (plan.expectDataLoss) return pass(`${seen}; they are expected to go`, { evidence });
    return warn(seen, {
      meaning: "CLONE loses them, and the recipient's binary logs that hold them.",
      evidence,
      remedy: [expectDataLoss],
    });
  },
});

const isReplicaOf = (channels: Collected<Channel[]>, uuid: string | undefined) =>
  channels.ok && channels.value.some(({ receiver, sourceUuid }) => receiver === 'ON' && sourceUuid === uuid);

/**
 * The two servers are asked one after the other, and a running replica of the donor goes on meanwhile: what continues
 * where the donor's answer ends is news, unless the recipient wrote it itself.
 */
function withoutNews(missing: GtidSet, donorHas: GtidSet, own: string): GtidSet {
  const kept = [...missing].map(([origin, intervals]) => {
    const last = Math.max(0, ...(donorHas.get(origin) ?? []).map(({ to }) => to));
    const isNews = (from: number) => last > 0 && from > last && !origin.startsWith(own);
    return [origin, intervals.filter(({ from }) => !isNews(from))] as const;
  });
  return new Map(kept.filter(([, intervals]) => intervals.length > 0));
}
