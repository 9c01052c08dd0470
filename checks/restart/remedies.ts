import type { Remedy } from '../../src/doctor/finding.js';
import type { Unit } from '../../src/evidence/host-facts.js';
import { shellWord } from '../../src/evidence/shell-word.js';

type Named = Pick<NonNullable<Unit>, 'name' | 'managerOf'>;

/** Something to do on the recipient's host. */
export const onHost = (kind: 'shell' | 'manual', text: string): Remedy => ({
  on: 'recipient-host',
  kind,
  text,
});

/**
 * A drop-in with settings of one section, and the command that makes systemd read it. Its name is that of the first setting:
 * two pieces of advice must not overwrite each other's file.
 */
export const dropIn = (
  unit: Named,
  settings: string[],
  section: 'Service' | 'Unit' = 'Service',
): Remedy[] => [
  {
    on: 'recipient-host',
    kind: 'systemd',
    path: `/etc/systemd/${unit.managerOf === null ? 'system' : 'user'}/${unit.name}.d/clone-${topicOf(settings)}.conf`,
    text: [`[${section}]`, ...settings].join('\n'),
  },
  reload(unit),
];

const topicOf = ([first = '']: string[]) => first.slice(0, first.indexOf('=')).toLowerCase();

/** Makes systemd read its files again. */
export const reload = (unit: Named): Remedy => onHost('shell', `${systemctl(unit)} daemon-reload`);

/** A restart of the service: needed where the running process has to get a new environment. */
export const restartUnit = (unit: Named): Remedy =>
  onHost('shell', `${systemctl(unit)} restart ${unitWord(unit.name)}`);

/** A user's manager answers to that user only, not to root. */
const systemctl = ({ managerOf }: Named) =>
  managerOf === null
    ? 'systemctl'
    : `XDG_RUNTIME_DIR=/run/user/${managerOf} setpriv --reuid=${managerOf} --clear-groups systemctl --user`;

/** The name of a template's instance can hold backslashes. */
const unitWord = (name: string) => (/^[\w@.:-]+$/.test(name) ? name : shellWord(name));
