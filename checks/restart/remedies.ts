import type { Remedy } from '../../src/doctor/finding.js';
import type { Unit } from '../../src/evidence/host-facts.js';

type Named = Pick<NonNullable<Unit>, 'name'>;

/** A drop-in with [Service] settings, and the command that makes systemd read it. */
export const dropIn = (unit: Named, settings: string[]): Remedy[] => [
  {
    on: 'recipient-host',
    kind: 'systemd',
    path: `/etc/systemd/system/${unit.name}.d/clone.conf`,
    text: ['[Service]', ...settings].join('\n'),
  },
  { on: 'recipient-host', kind: 'shell', text: 'systemctl daemon-reload' },
];

/** A restart of the service: needed where the running process has to get a new environment. */
export const restartUnit = (unit: Named): Remedy => ({
  on: 'recipient-host',
  kind: 'shell',
  text: `systemctl restart ${unit.name}`,
});
