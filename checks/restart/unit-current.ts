import { blindTo, defineCheck, pass, warn } from '../../src/doctor/check.js';
import { judgeUnit } from './judge-unit.js';
import { onUnix } from './on-unix.js';
import { dropIn, reload } from './remedies.js';

export default defineCheck({
  id: 'restart/unit-current',
  title: 'The unit that systemd holds is the one on disk and the one mysqld was started from',
  stage: 'restart',
  consequence: 'none',
  why: `systemd acts by the settings it has read, not by the files on disk, and mysqld has the environment of the day it was
started. An edited unit counts after daemon-reload; a new Environment= line after the next start. The doctor judges
what is in force now, and says here where that is about to change.`,
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemctl.html'],
  needs: ['recipient.process', 'recipient.parent'],
  wishes: ['recipient.unit', 'recipient.supervisor', 'recipient.parentPidVariable'],
  irrelevant: onUnix,
  evaluate: ({ recipient }) =>
    judgeUnit(recipient, (unit) => {
      const variable = recipient.parentPidVariable;
      const evidence = {
        unit: unit.name,
        NeedDaemonReload: unit.needDaemonReload,
        FragmentPath: unit.fragmentPath,
        DropInPaths: unit.dropInPaths,
        unitVariable: unit.parentPidVariable,
        processVariable: variable.ok ? variable.value : null,
      };
      if (unit.needDaemonReload) {
        return warn(`${unit.name} was changed on disk, and systemd has not read it again`, {
          meaning:
            'What the files say now is not what systemd will do; the findings above are about what it holds.',
          evidence,
          remedy: [reload(unit), { on: 'doctor', kind: 'manual', text: 'Then run the doctor again.' }],
        });
      }
      // Unless the unit was changed, the process got the variable from it, by whatever way.
      const lost = unit.changedSinceStart && unit.parentPidVariable === null;
      const setElsewhere =
        unit.environmentFiles.length > 0 || unit.passesVariable || unit.commandSetsVariable;
      if (lost && !setElsewhere && !variable.ok) return blindTo('recipient.parentPidVariable', variable);
      if (variable.ok && variable.value !== null && lost && !setElsewhere) {
        return warn(
          `mysqld runs with MYSQLD_PARENT_PID='${variable.value}', which ${unit.name} no longer sets`,
          {
            meaning:
              'The restart of this CLONE still works; after it the server runs without the variable, and the next one fails.',
            evidence,
            remedy: dropIn(unit, [`Environment=MYSQLD_PARENT_PID=${recipient.process.parentPid}`]),
          },
        );
      }
      return pass(`${unit.name} is read by systemd as it is on disk`, { evidence });
    }),
});
