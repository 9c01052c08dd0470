import type { Scenario } from '../scenario.js';

const service = (...lines: string[]) => `[Service]\n${lines.join('\n')}\n`;

/** A drop-in that is written, and that systemd is not told of. */
const unread = (...lines: string[]) =>
  `sleep 1; mkdir -p /etc/systemd/system/mysql.service.d; printf '${service(...lines).replaceAll('\n', '\\n')}' >/etc/systemd/system/mysql.service.d/zz-scenario.conf`;

/** Everything that decides whether the server comes back below mysql.service. */
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
  ...['', '0'].map(
    (value): Scenario => ({
      name: `MYSQLD_PARENT_PID='${value}'`,
      recipient: { dropIn: service(`Environment=MYSQLD_PARENT_PID=${value}`) },
      ends: { outcome: 'down', errno: 3707 },
    }),
  ),
  ...[' 1', '1x'].map(
    (value): Scenario => ({
      name: `MYSQLD_PARENT_PID='${value}', which is read as 1`,
      recipient: { dropIn: service(`Environment="MYSQLD_PARENT_PID=${value}"`) },
      ends: { outcome: 'ok' },
    }),
  ),
  {
    name: 'MYSQLD_PARENT_PID from a file',
    recipient: {
      files: { '/etc/default/mysqld': 'MYSQLD_PARENT_PID=1\n' },
      dropIn: service('Environment=', 'EnvironmentFile=/etc/default/mysqld'),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'MYSQLD_PARENT_PID set to 2, the list emptied, and set to 1',
    recipient: {
      dropIn: service('Environment=MYSQLD_PARENT_PID=2', 'Environment=', 'Environment=MYSQLD_PARENT_PID=1'),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a unit with a PID namespace of its own, MYSQLD_PARENT_PID=1',
    recipient: { dropIn: service('PrivatePIDs=yes') },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'a unit with a PID namespace of its own, MYSQLD_PARENT_PID=0',
    recipient: { dropIn: service('PrivatePIDs=yes', 'Environment=MYSQLD_PARENT_PID=0') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'no MYSQLD_PARENT_PID, but Restart=on-success',
    recipient: { dropIn: service('Environment=', 'Restart=on-success') },
    ends: { outcome: 'ok', errno: 3707 },
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
    name: 'SuccessExitStatus=16, taken back',
    recipient: { dropIn: service('SuccessExitStatus=16', 'SuccessExitStatus=') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'Restart=always',
    recipient: { dropIn: service('Restart=always') },
    ends: { outcome: 'ok' },
  },
  ...['on-success', 'on-abnormal', 'on-abort', 'on-watchdog'].map(
    (value): Scenario => ({
      name: `Restart=${value}`,
      recipient: { dropIn: service(`Restart=${value}`) },
      ends: { outcome: 'down' },
    }),
  ),
  {
    name: 'Restart=no in a file that systemd has not read',
    recipient: { shell: unread('Restart=no') },
    ends: { outcome: 'ok' },
    findings: ['restart/unit-current'],
  },
  {
    name: 'Restart=no in what systemd holds, no longer in the file',
    recipient: { dropIn: service('Restart=no'), shell: unread('Restart=always') },
    ends: { outcome: 'down' },
    findings: ['restart/unit-current'],
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
    name: 'RestartPreventExitStatus=16, the list emptied, and set to 1',
    recipient: {
      dropIn: service(
        'RestartPreventExitStatus=16',
        'RestartPreventExitStatus=',
        'RestartPreventExitStatus=1',
      ),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'the next patch release was installed under the running server',
    recipient: {
      shell: `own=$(mysql -N -e 'SELECT VERSION()' | sed 's/-.*//')
        sed -i "s/$(echo "$own" | sed 's/[.]/[.]/g')/\${own%.*}.$(((\${own##*.} + 1) % 10))/g" /usr/sbin/mysqld`,
    },
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'one start an hour',
    recipient: { dropIn: '[Unit]\nStartLimitIntervalSec=3600\nStartLimitBurst=1\n' },
    ends: { outcome: 'down' },
  },
];
