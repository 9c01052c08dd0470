import type { Scenario } from '../scenario.js';

const service = (...lines: string[]) => `[Service]\n${lines.join('\n')}\n`;

/** Everything that decides whether the server comes back. */
export const restartScenarios: Scenario[] = [
  {
    name: 'no MYSQLD_PARENT_PID',
    recipient: { dropIn: service('Environment=') },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'MYSQLD_PARENT_PID=2',
    recipient: { dropIn: service('Environment=MYSQLD_PARENT_PID=2') },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'no MYSQLD_PARENT_PID, but Restart=always',
    recipient: { dropIn: service('UnsetEnvironment=MYSQLD_PARENT_PID', 'Restart=always') },
    ends: { outcome: 'ok', errno: 3707 },
  },
  {
    name: 'MYSQLD_PARENT_PID is in the unit, not yet in the process',
    recipient: {
      dropIn: service('Environment='),
      lateDropIn: service('Environment=MYSQLD_PARENT_PID=1'),
    },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'SuccessExitStatus=16',
    recipient: { dropIn: service('SuccessExitStatus=16') },
    ends: { outcome: 'down' },
  },
  {
    name: 'Restart=no',
    recipient: { dropIn: service('Restart=no') },
    ends: { outcome: 'down' },
  },
  {
    name: 'Restart=no, set after the start',
    recipient: { lateDropIn: service('Restart=no') },
    ends: { outcome: 'down' },
  },
  {
    name: 'Restart=no with RestartForceExitStatus=16',
    recipient: { dropIn: service('Restart=no', 'RestartForceExitStatus=16') },
    doctorOptions: ['--restart-policy', 'only-clone'],
    ends: { outcome: 'ok' },
  },
  {
    name: 'RestartPreventExitStatus=16 with Restart=always',
    recipient: { dropIn: service('Restart=always', 'RestartPreventExitStatus=16') },
    ends: { outcome: 'down' },
  },
  {
    name: 'daemonized by hand, adopted by systemd',
    recipient: {
      startWith: 'MYSQLD_PARENT_PID=1 mysqld --user=mysql --daemonize --pid-file=/var/lib/mysql/by-hand.pid',
    },
    ends: { outcome: 'down' },
  },
  {
    name: 'mysqld_safe',
    recipient: { startWith: 'setsid mysqld_safe --user=mysql >/dev/null 2>&1 </dev/null &' },
    ends: { outcome: 'ok' },
  },
  {
    name: 'one start an hour',
    recipient: { dropIn: '[Unit]\nStartLimitIntervalSec=3600\nStartLimitBurst=1\n' },
    ends: { outcome: 'down' },
  },
];
