import { blindTo, defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { FactValues } from '../../src/evidence/evidence.js';
import { noRestart } from '../restart/no-restart.js';
import { someOf } from '../storage/places.js';
import { belongsToComponent, variableOf } from './after-clone.js';

type Trial = NonNullable<FactValues['optionTrial']>;

export default defineCheck({
  id: 'start/option-files',
  title: 'The server takes its option files as they are now',
  stage: 'start',
  consequence: 'dead',
  why: `The restart at the end of CLONE is often the first one in months. An option file that was changed meanwhile is read then,
and one word that the server does not know, or a value that it does not take, keeps it from starting: after its data has
been replaced. Files that are older than the server's start have been taken once. Of others only the server's own program
can tell: with --validate-config the doctor runs mysqld --validate-config on the recipient's host, as the server's user
and with its command line. That does not load plugins that INSTALL PLUGIN registered, so their options it calls unknown.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/server-configuration-validation.html',
    'server errors MY-000067, MY-000068, MY-000077',
  ],
  needs: ['recipient.installedPlugins', 'recipient.installedComponents'],
  wishes: ['recipient.optionFiles', 'recipient.optionTrial'],
  irrelevant: noRestart,
  evaluate({ recipient: { optionFiles, optionTrial, installedPlugins, installedComponents } }) {
    const trial = optionTrial.ok ? optionTrial.value : null;
    if (trial?.status === 0) return taken(trial);
    const changed = optionFiles.ok ? optionFiles.value.changed : undefined;
    const evidence = {
      ...(changed && { changed }),
      ...(trial && { status: trial.status, errors: trial.errors.map(show) }),
    };
    // With one word that it does not know the program has ended: what follows it was not read.
    const [first] = trial?.errors ?? [];
    const ofPlugin =
      first?.name &&
      unknownOption.has(first.code) &&
      belongsToOne(first.name, installedPlugins, installedComponents);
    if (trial && !ofPlugin) {
      return fail(`mysqld --validate-config ends with ${trial.status}: ${someOf(reasons(trial))}`, {
        meaning: `CLONE replaces the recipient's data, and then the server does not start any more until somebody changes its options.`,
        evidence,
        remedy: [{ on: 'recipient-host', kind: 'manual', text: advice(trial) }],
      });
    }
    if (!optionFiles.ok) return blindTo('recipient.optionFiles', optionFiles);
    const files = optionFiles.value.changed;
    if (files.length === 0)
      return pass('no option file was changed since the server was started with them', { evidence });
    if (ofPlugin) {
      return unknown(
        `${someOf(files)} changed since the server was started, and mysqld --validate-config gets no further than ${first.name}, an option of something that is installed`,
        { evidence, remedy: [tryIt] },
      );
    }
    if (!optionTrial.ok) return blindTo('recipient.optionTrial', optionTrial);
    return unknown(
      `${someOf(files)} changed since the server was started: whether it starts with that was not tried`,
      { evidence, remedy: [{ on: 'doctor', kind: 'manual', text: 'Add --validate-config.' }, tryIt] },
    );
  },
});

/** It would start. What it complains of all the same is a plugin that it cannot load. */
function taken({ status, errors }: Trial) {
  const evidence = { status, errors: errors.map(show) };
  const [first] = errors;
  if (!first) return pass('mysqld takes its options as they are now', { evidence });
  return warn(`mysqld takes its options as they are now, and complains: ${someOf(errors.map(show))}`, {
    meaning: 'The server starts after CLONE, without what these options ask for.',
    evidence,
    remedy: [tryIt],
  });
}

const tryIt: Remedy = {
  on: 'recipient-host',
  kind: 'shell',
  text: 'runuser -u mysql -- mysqld --validate-config --datadir=/proc',
};

/** Errors that end the program at an option that it does not know. */
const unknownOption = new Set(['MY-000067', 'MY-000068']);
/** The word that it goes. */
const ABORTING = 'MY-010119';

const show = ({ code, name }: Trial['errors'][number]) => (name === null ? code : `${name} (${code})`);

const reasons = ({ errors }: Trial) => {
  const telling = errors.filter(({ code }) => code !== ABORTING);
  return telling.length > 0 ? telling.map(show) : ['it does not say why with an error of its own'];
};

function advice({ errors }: Trial): string {
  const names = [...new Set(errors.flatMap(({ name }) => name ?? []))];
  return names.length > 0
    ? `Correct or remove ${names.join(', ')} in the option file; loose_ before a name makes an unknown one a warning. Then try: ${tryIt.text}`
    : `See what it says: ${tryIt.text}`;
}

function belongsToOne(name: string, plugins: readonly string[], components: readonly string[]): boolean {
  const variable = variableOf({ name });
  return (
    plugins.some((plugin) => variable.startsWith(plugin.toLowerCase())) ||
    components.some((urn) => belongsToComponent(urn, variable))
  );
}
