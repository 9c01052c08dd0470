import type { Unit } from '../../src/evidence/host-facts.js';

type UnitSettings = Pick<
  NonNullable<Unit>,
  'restart' | 'restartForceExitStatus' | 'restartPreventExitStatus' | 'successExitStatus'
>;

/** What systemd does after a main process exits by itself, and the setting that decides it. */
export interface SystemdDecision {
  restarts: boolean;
  because: string;
}

/**
 * Whether systemd starts a unit again after its main process exited with a status.
 *
 * The order is that of `service_shall_restart` (systemd, src/core/service.c): RestartPreventExitStatus= first,
 * then RestartForceExitStatus=, then Restart=, for which a status is a success when it is 0 or listed in
 * SuccessExitStatus= (src/shared/exit-status.c: is_clean_exit). Man page systemd.service(5).
 * test/truth/systemd.test.ts measures every combination against a real systemd.
 */
export function systemdAfterExit(unit: UnitSettings, status: number): SystemdDecision {
  const text = String(status);
  if (unit.restartPreventExitStatus.includes(text)) {
    return { restarts: false, because: `RestartPreventExitStatus= lists ${text}` };
  }
  if (unit.restartForceExitStatus.includes(text)) {
    return { restarts: true, because: `RestartForceExitStatus= lists ${text}` };
  }
  const success = status === 0 || unit.successExitStatus.includes(text);
  const listed = success && status !== 0 ? ` and SuccessExitStatus= lists ${text}` : '';
  return { restarts: restartsOn(unit.restart, success), because: `Restart=${unit.restart}${listed}` };
}

function restartsOn(restart: string, success: boolean): boolean {
  switch (restart) {
    case 'always':
      return true;
    case 'on-success':
      return success;
    case 'on-failure':
      return !success;
    // no; on-abnormal, on-abort and on-watchdog look at signals, core dumps and timeouts only.
    default:
      return false;
  }
}
