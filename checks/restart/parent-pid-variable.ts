import { defineCheck, fail, pass, unknown, warn } from '../../src/doctor/check.js';
import type { Remedy } from '../../src/doctor/finding.js';
import type { Unit } from '../../src/evidence/host-facts.js';
import { takesItselfForManaged } from './managed.js';
import { monitorOf } from './monitoring.js';
import { noRestart } from './no-restart.js';
import { dropIn, restartUnit } from './remedies.js';
import { systemdAfterExit } from './systemd-rule.js';

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
  wishes: ['recipient.unit'],
  irrelevant: noRestart,
  evaluate({ recipient }) {
    const { process, parent, parentPidVariable: variable } = recipient;
    const unit = recipient.unit.ok ? recipient.unit.value : null;
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

    const problem = { evidence, errno: 3707, remedy: remedy(unit, process.parentPid) };
    const older = setByUnit(unit, process.parentPid)
      ? `${unit?.name} sets the variable by now, but this process is older than that: `
      : '';
    const story = `${older}CLONE ends with error 3707 and mysqld exits with status 0`;
    const monitor = monitorOf({ process, parent, unit });
    switch (monitor.kind) {
      case 'systemd': {
        const decision = systemdAfterExit(monitor.unit, 0);
        if (decision.restarts) {
          return warn(seen, {
            ...problem,
            meaning: `${story}. ${monitor.unit.name} starts it again all the same (${decision.because}), and that start completes the clone.`,
          });
        }
        return fail(seen, {
          ...problem,
          meaning: `${story}. ${monitor.unit.name} leaves it down (${decision.because}) until somebody starts it; the copied data is complete.`,
        });
      }
      case 'adopted':
      case 'mysqld_safe':
        return fail(seen, {
          ...problem,
          meaning: `${story}. Nothing starts it again; the copied data is complete, and a start by hand completes the clone.`,
        });
      default:
        return unknown(seen, {
          ...problem,
          meaning: `${story}. Whether something starts it again cannot be seen from here.`,
        });
    }
  },
});

function remedy(unit: Unit, parentPid: number): Remedy[] {
  if (!unit) {
    return [
      {
        on: 'recipient-host',
        kind: 'manual',
        text: 'Run mysqld as a systemd service or under mysqld_safe, or have what starts it set MYSQLD_PARENT_PID to its own pid.',
      },
    ];
  }
  return setByUnit(unit, parentPid)
    ? [restartUnit(unit)]
    : [...dropIn(unit, ['Environment=MYSQLD_PARENT_PID=1']), restartUnit(unit)];
}

/** Then the process was started before the unit was changed, and needs no more than a new start. */
const setByUnit = (unit: Unit, parentPid: number) => unit?.parentPidVariable === String(parentPid);
