import { fail, pass, unknown, type Verdict } from '../../src/doctor/check.js';
import type { Plan } from '../../src/evidence/evidence.js';
import type { Identity } from '../../src/evidence/server-facts.js';
import { onHost } from './remedies.js';

/**
 * What is known of the restart on Windows: mysqld starts itself as a child and waits for it, as a service and by hand
 * alike, but for two options that no variable shows (manual: "RESTART Statement" and --no-monitor;
 * sql/restart_monitor_win.cc).
 */
export function restartOnWindows({ compileOs }: Identity, { expectRestart }: Plan): Verdict {
  const evidence = { version_compile_os: compileOs, expectRestart: expectRestart ?? null };
  const alone = 'CLONE ends with error 3707, and mysqld stays down until somebody starts it';
  if (expectRestart === undefined) {
    return unknown(`mysqld on Windows restarts itself, unless it was started with --no-monitor or --gdb`, {
      meaning: `Which options it was started with cannot be seen by SQL. With one of these ${alone}; the copied data is complete.`,
      evidence,
      remedy: [
        onHost(
          'manual',
          'See that neither --no-monitor nor --gdb is in the command of the service (sc qc MySQL) or in the option file that it names.',
        ),
        {
          on: 'doctor',
          kind: 'manual',
          text: 'Then tell the doctor: add --expect-restart always, or never where there is one of them.',
        },
      ],
    });
  }
  if (expectRestart !== 'never')
    return pass(`mysqld on Windows restarts itself: --expect-restart ${expectRestart}`, { evidence });
  return fail('mysqld on Windows is said not to restart itself: --expect-restart never', {
    meaning: `${alone}; the copied data is complete.`,
    evidence,
    errno: 3707,
    remedy: [onHost('manual', 'Start mysqld without --no-monitor and without --gdb.')],
  });
}
