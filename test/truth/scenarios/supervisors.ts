import { runContainer } from '../../lab/container.js';
import type { Scenario } from '../scenario.js';

/** Runs a command below this shell's host, in no cgroup of a unit, and lets go of it. */
const detached = (command: string) => `setsid ${command} >/dev/null 2>&1 </dev/null &`;

const script = (path: string, ...lines: string[]) =>
  `mkdir -p "$(dirname ${path})"; cat >${path} <<'END'\n#!/bin/bash\n${lines.join('\n')}\nEND\nchmod 755 ${path}`;

const MANAGED = 'export MYSQLD_PARENT_PID=$PPID';
const BECOME = 'exec mysqld --user=mysql';
const mysqldSafe = detached('mysqld_safe --user=mysql');
const daemonized =
  'MYSQLD_PARENT_PID=1 mysqld --user=mysql --daemonize --pid-file=/var/lib/mysql/by-hand.pid';

const systemdRun = (...options: string[]) =>
  `systemd-run --unit=db --property=Type=notify --property=TimeoutStartSec=infinity ${options.join(' ')} mysqld --user=mysql`;

const supervisord = (command: string, ...settings: string[]) =>
  `cat >/etc/supervisor/conf.d/mysql.conf <<'END'
[program:mysql]
command=${command}
stopwaitsecs=60
environment=A="1",
    B="2"
${settings.join('\n')}
END
supervisord -c /etc/supervisor/supervisord.conf`;

const managedShell = `/bin/sh -c '${MANAGED}; ${BECOME}'`;
const unmanaged = 'mysqld --user=mysql';

const runit = (...lines: string[]) =>
  `${script('/etc/sv/mysql/run', ...lines, BECOME)}\n${detached('runsv /etc/sv/mysql')}`;
const s6 = (...lines: string[]) =>
  `${script('/etc/s6/mysql/run', ...lines, BECOME)}\n${detached('s6-supervise /etc/s6/mysql')}`;

/** A unit of the user that MySQL runs as; without PAM the manager has to be told where its runtime directory is. */
const userUnit = (...lines: string[]) => `
mkdir -p /etc/systemd/system/user@.service.d /etc/systemd/user
printf '[Service]\\nPAMName=\\nEnvironment=XDG_RUNTIME_DIR=/run/user/%%i\\n' >/etc/systemd/system/user@.service.d/no-pam.conf
cat >/etc/systemd/user/db.service <<'END'
[Service]
Type=notify
Restart=on-failure
TimeoutStartSec=infinity
${lines.join('\n')}
END
systemctl daemon-reload
uid=$(id -u mysql)
systemctl start user@$uid.service
XDG_RUNTIME_DIR=/run/user/$uid setpriv --reuid=$uid --clear-groups systemctl --user start db.service`;

/** Plays a container's runtime: a PID namespace, and a restart policy. */
const container = (policy: 'always' | 'on-failure' | 'never', command: string) =>
  `${script(
    '/root/runtime',
    'while :; do',
    `  unshare --pid --fork --mount-proc --kill-child ${command}`,
    `  case ${policy}:$? in`,
    '    never:* | on-failure:0) break ;;',
    '  esac',
    'done',
  )}\n${detached('/root/runtime')}`;

const withVariable = (value: string | undefined, command: string) =>
  value === undefined ? command : `env MYSQLD_PARENT_PID=${value} ${command}`;

const second =
  'mysqld --no-defaults --user=mysql --datadir=/srv/scratch/second --port=3307 --mysqlx=OFF' +
  ' --socket=/srv/scratch/second.sock --pid-file=/srv/scratch/second/second.pid';
const initializeSecond = `chmod 777 /srv/scratch; ${second} --initialize-insecure`;

/** Everything that starts mysqld and may start it again, but for mysql.service. */
export const supervisorScenarios: Scenario[] = [
  {
    name: 'daemonized by hand, adopted by systemd',
    recipient: { startWith: daemonized },
    ends: { outcome: 'down' },
  },
  {
    name: 'mysqld_safe',
    recipient: { startWith: mysqldSafe },
    ends: { outcome: 'ok' },
  },
  {
    name: 'the mysqld_safe of an older version',
    recipient: {
      startWith: `sed '/MYSQLD_PARENT_PID/d; s/-eq 16/-eq 99/; s/== 16/== 99/' /usr/bin/mysqld_safe >/root/mysqld_safe
        chmod 755 /root/mysqld_safe
        ${detached('/root/mysqld_safe --user=mysql')}`,
    },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'mysqld_safe, killed',
    recipient: {
      startWith: mysqldSafe,
      shell: `kill -9 $(sed -n 's/^PPid:\\t//p' /proc/$(pidof mysqld)/status)`,
    },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'mysqld_safe as a unit',
    recipient: { dropIn: '[Service]\nType=simple\nExecStart=\nExecStart=/usr/bin/mysqld_safe\n' },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a unit that runs mysqld below a shell',
    recipient: { dropIn: '[Service]\nType=simple\nExecStart=\nExecStart=/bin/sh -c "mysqld; exit 0"\n' },
    ends: { outcome: 'down', errno: 3707 },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'an instance of a template unit',
    recipient: {
      startWith: `sed 's/^RuntimeDirectory=/#&/' /usr/lib/systemd/system/mysql.service >/etc/systemd/system/mysqld@.service
        systemctl daemon-reload; systemctl start mysqld@a-b.service`,
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'an instance of a template unit, with a drop-in of its own',
    recipient: {
      startWith: `sed 's/^RuntimeDirectory=/#&/' /usr/lib/systemd/system/mysql.service >/etc/systemd/system/mysqld@.service
        mkdir -p /etc/systemd/system/mysqld@a-b.service.d
        printf '[Service]\\nRestart=no\\n' >/etc/systemd/system/mysqld@a-b.service.d/no.conf
        systemctl daemon-reload; systemctl start mysqld@a-b.service`,
    },
    ends: { outcome: 'down' },
  },
  {
    name: 'systemd-run without the variable',
    recipient: { startWith: systemdRun('--property=Restart=on-failure') },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'systemd-run with the variable, without Restart=',
    recipient: { startWith: systemdRun('--setenv=MYSQLD_PARENT_PID=1') },
    ends: { outcome: 'down' },
  },
  {
    name: 'systemd-run with both',
    recipient: {
      startWith: systemdRun('--setenv=MYSQLD_PARENT_PID=1', '--property=Restart=on-failure'),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a user unit without the variable',
    recipient: { startWith: userUnit('ExecStart=/usr/sbin/mysqld') },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'a user unit with the system manager’s pid',
    recipient: { startWith: userUnit('ExecStart=/usr/sbin/mysqld', 'Environment=MYSQLD_PARENT_PID=1') },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'a user unit with its own manager’s pid',
    recipient: {
      startWith: userUnit(`ExecStart=/usr/bin/env MYSQLD_PARENT_PID=\${MANAGERPID} /usr/sbin/mysqld`),
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'supervisord as it comes',
    recipient: { startWith: supervisord(unmanaged) },
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: 'supervisord with autorestart=true, without the variable',
    recipient: { startWith: supervisord(unmanaged, 'autorestart=true') },
    ends: { outcome: 'ok', errno: 3707 },
  },
  {
    name: 'supervisord with the variable',
    recipient: { startWith: supervisord(managedShell) },
    ends: { outcome: 'ok' },
  },
  {
    name: 'supervisord with exitcodes=0,16',
    recipient: { startWith: supervisord(managedShell, 'autorestart=unexpected', 'exitcodes=0,16') },
    ends: { outcome: 'down' },
  },
  {
    name: 'supervisord with autorestart=true and exitcodes=0,16',
    recipient: { startWith: supervisord(managedShell, 'autorestart=true', 'exitcodes=0,16') },
    ends: { outcome: 'ok' },
  },
  {
    name: 'supervisord with autorestart=false',
    recipient: { startWith: supervisord(managedShell, 'autorestart=false') },
    ends: { outcome: 'down' },
  },
  {
    name: 'supervisord whose file was changed since',
    recipient: {
      startWith: supervisord(managedShell, 'autorestart=false'),
      shell: `sleep 1; sed -i s/autorestart=false/autorestart=true/ /etc/supervisor/conf.d/mysql.conf`,
    },
    ends: { outcome: 'down' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'supervisord whose file was changed and read again',
    recipient: {
      startWith: supervisord(managedShell, 'autorestart=false'),
      shell: `sleep 1; sed -i s/autorestart=false/autorestart=true/ /etc/supervisor/conf.d/mysql.conf
        old=$(pidof mysqld); supervisorctl reload
        while [ -e /proc/$old ] || ! mysqladmin ping >/dev/null 2>&1; do sleep 0.2; done`,
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'runit without the variable',
    recipient: { startWith: runit() },
    ends: { outcome: 'ok', errno: 3707 },
  },
  {
    name: 'runit with the variable',
    recipient: { startWith: runit(MANAGED) },
    ends: { outcome: 'ok' },
  },
  {
    name: 'runit, started once',
    recipient: { startWith: runit(MANAGED), shell: 'sv once /etc/sv/mysql' },
    ends: { outcome: 'down' },
  },
  {
    name: 'runit with a finish script',
    recipient: { startWith: `${script('/etc/sv/mysql/finish', 'sv down .')}\n${runit(MANAGED)}` },
    ends: { outcome: 'down' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 's6 without the variable',
    recipient: { startWith: s6() },
    ends: { outcome: 'ok', errno: 3707 },
  },
  {
    name: 's6 with the variable',
    recipient: { startWith: s6(MANAGED) },
    ends: { outcome: 'ok' },
  },
  {
    name: 's6, started once',
    recipient: { startWith: s6(MANAGED), shell: 's6-svc -O /etc/s6/mysql' },
    ends: { outcome: 'down' },
  },
  {
    name: 's6 with a finish script that exits with 125',
    recipient: { startWith: `${script('/etc/s6/mysql/finish', 'exit 125')}\n${s6(MANAGED)}` },
    ends: { outcome: 'down' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 's6 with a finish script that exits with 0',
    recipient: { startWith: `${script('/etc/s6/mysql/finish', 'exit 0')}\n${s6(MANAGED)}` },
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'the loop of the manual',
    recipient: {
      startWith: `${script(
        '/root/monitor',
        'export MYSQLD_PARENT_PID=$$',
        'while true; do',
        '  mysqld --user=mysql',
        '  if [ $? -ne 16 ]; then break; fi',
        'done',
      )}\nsleep 3\n${detached('/root/monitor')}`,
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'a loop that is not quite that of the manual',
    recipient: {
      startWith: `${script(
        '/root/monitor',
        'export MYSQLD_PARENT_PID=$$',
        'while mysqld --user=mysql; [ $? -eq 16 ]; do',
        '  sleep 0',
        'done',
      )}\n${detached('/root/monitor')}`,
    },
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
  },
  {
    name: 'a container with mysqld as its first process, of which nothing is told',
    recipient: { startWith: container('always', withVariable('0', unmanaged)) },
    ends: { outcome: 'ok' },
    predicted: { outcome: 'unknown' },
  },
  ...(
    [
      [undefined, 'always', { outcome: 'ok', errno: 3707 }],
      [undefined, 'on-failure', { outcome: 'down', errno: 3707 }],
      ['0', 'on-failure', { outcome: 'ok' }],
      ['0', 'never', { outcome: 'down' }],
      ['', 'on-failure', { outcome: 'ok' }],
      ['1', 'on-failure', { outcome: 'down', errno: 3707 }],
    ] as const
  ).map(
    ([value, policy, ends]): Scenario => ({
      name: `a container with mysqld as its first process, MYSQLD_PARENT_PID ${show(value)}, restarted ${policy}`,
      recipient: { startWith: container(policy, withVariable(value, unmanaged)) },
      doctorOptions: ['--expect-restart', policy],
      ends,
    }),
  ),
  ...(
    [
      [undefined, 'on-failure', { outcome: 'down', errno: 3707 }],
      ['0', 'on-failure', { outcome: 'down', errno: 3707 }],
      ['', 'always', { outcome: 'ok', errno: 3707 }],
      ['1', 'on-failure', { outcome: 'ok' }],
      ['1', 'never', { outcome: 'down' }],
    ] as const
  ).map(
    ([value, policy, ends]): Scenario => ({
      name: `a container with mysqld below tini, MYSQLD_PARENT_PID ${show(value)}, restarted ${policy}`,
      recipient: { startWith: container(policy, withVariable(value, `tini -- ${unmanaged}`)) },
      doctorOptions: ['--expect-restart', policy],
      ends,
    }),
  ),
  {
    name: 'a container of crun, MYSQLD_PARENT_PID unset, restarted on-failure',
    recipient: { startWith: runContainer('on-failure', unmanaged.split(' ')) },
    doctorOptions: ['--expect-restart', 'on-failure'],
    ends: { outcome: 'down', errno: 3707 },
  },
  {
    name: "a container of crun, MYSQLD_PARENT_PID '0', restarted on-failure",
    recipient: { startWith: runContainer('on-failure', unmanaged.split(' '), ['MYSQLD_PARENT_PID=0']) },
    doctorOptions: ['--expect-restart', 'on-failure'],
    ends: { outcome: 'ok' },
  },
  {
    name: 'a container with an orphaned mysqld that tini adopted',
    recipient: {
      startWith: `${script('/root/entrypoint', daemonized, 'exec sleep infinity')}
        ${container('always', 'tini -- /root/entrypoint')}`,
    },
    doctorOptions: ['--expect-restart', 'always'],
    ends: { outcome: 'down' },
  },
  {
    name: 'the managed one of two servers on a host',
    recipient: {
      before: initializeSecond,
      shell: `MYSQLD_PARENT_PID=1 ${second} --daemonize`,
    },
    ends: { outcome: 'ok' },
  },
  {
    name: 'the adopted one of two servers on a host',
    recipient: {
      before: `${initializeSecond}
        systemd-run --unit=second --setenv=MYSQLD_PARENT_PID=1 --property=Restart=on-failure ${second}`,
      startWith: daemonized,
    },
    ends: { outcome: 'down' },
  },
];

function show(value: string | undefined): string {
  return value === undefined ? 'unset' : `'${value}'`;
}
