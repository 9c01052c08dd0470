import { defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import { afterExit } from './after-exit.js';
import { howToManage } from './manage.js';
import { takesItselfForManaged } from './managed.js';
import { monitorName } from './monitor-name.js';
import { type Monitor, monitorOf } from './monitoring.js';
import { onUnix } from './on-unix.js';
import { verifyByHand } from './verify.js';

export default defineCheck({
  id: 'restart/parent-pid-variable',
  title: "MYSQLD_PARENT_PID of the running mysqld is its parent's pid",
  stage: 'restart',
  consequence: 'down',
  why: `At the end of CLONE the server must restart itself. It takes itself for managed when the environment variable
MYSQLD_PARENT_PID, read as a number, equals its parent's pid at that moment, as it sees it in its own PID
namespace. Otherwise the client gets error 3707, and mysqld shuts down with exit status 0: a clean end, after
which Restart=on-failure and its like do nothing. The copied data is complete; starting mysqld by hand finishes
the clone.`,
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/restart.html',
    'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
    'sql/sql_restart_server.cc: is_mysqld_managed()',
    'sql/sql_admin.cc: Sql_cmd_clone::execute()',
  ],
  needs: ['recipient.process', 'recipient.parentPidVariable', 'recipient.parent'],
  wishes: ['recipient.unit', 'recipient.supervisor'],
  irrelevant: onUnix,
  evaluate({ recipient, plan }) {
    const { process, parent, parentPidVariable: variable } = recipient;
    const evidence = {
      MYSQLD_PARENT_PID: variable,
      parentPid: process.parentPid,
      parent: parent?.name ?? null,
      pid: process.pid,
    };
    const seen =
      variable === null
        ? `mysqld (pid ${process.pid}) runs without MYSQLD_PARENT_PID; its parent is ${process.parentPid}`
        : `mysqld (pid ${process.pid}) runs with MYSQLD_PARENT_PID='${variable}'; its parent is ${process.parentPid}`;
    if (takesItselfForManaged(variable, process.parentPid)) return pass(seen, { evidence });

    const monitor = monitorOf(recipient);
    const name = monitorName(monitor);
    const problem = { evidence, errno: 3707, remedy: howToManage(monitor, process) };
    const story = `${older(monitor, process.parentPid)}CLONE ends with error 3707 and mysqld exits with status 0`;
    const { restarts, because } = afterExit(monitor, 0, plan);
    if (restarts === undefined) {
      return unknown(seen, {
        ...problem,
        meaning: `${story}. Whether ${name} starts it again cannot be told: ${because}.`,
        remedy: [...problem.remedy, ...verifyByHand(monitor, 0)],
      });
    }
    if (restarts) {
      return warn(seen, {
        ...problem,
        meaning: `${story}. ${name} starts it again all the same (${because}), and that start completes the clone.`,
      });
    }
    return fail(seen, {
      ...problem,
      meaning: `${story}. ${name} leaves it down (${because}) until somebody starts it; the copied data is complete.`,
    });
  },
});

const older = (monitor: Monitor, parentPid: number) =>
  monitor.kind === 'systemd' && monitor.unit.parentPidVariable === String(parentPid)
    ? `${monitor.unit.name} sets the variable by now, but this process is older than that: `
    : '';
