import { describe, expect, test } from 'vitest';
import { systemdAfterExit } from '../../checks/restart/systemd-rule.js';

const unit = (restart: string, { prevent = '', force = '', success = '' } = {}) => ({
  restart,
  restartPreventExitStatus: prevent.split(' ').filter(Boolean),
  restartForceExitStatus: force.split(' ').filter(Boolean),
  successExitStatus: success.split(' ').filter(Boolean),
});

describe('systemdAfterExit', () => {
  // Restart=, then whether systemd starts the unit again after 16, 0 and 1: systemd.service(5), table 1.
  test.each([
    ['no', false, false, false],
    ['always', true, true, true],
    ['on-success', false, true, false],
    ['on-failure', true, false, true],
    ['on-abnormal', false, false, false],
    ['on-abort', false, false, false],
    ['on-watchdog', false, false, false],
  ])('Restart=%s', (restart, after16, after0, after1) => {
    const decide = (status: number) => systemdAfterExit(unit(restart), status).restarts;
    expect([decide(16), decide(0), decide(1)]).toEqual([after16, after0, after1]);
  });

  test.each([
    ['no', { force: '16' }, true, 'RestartForceExitStatus= lists 16'],
    ['always', { prevent: '16' }, false, 'RestartPreventExitStatus= lists 16'],
    ['always', { prevent: '1 16', force: '16' }, false, 'RestartPreventExitStatus= lists 16'],
    ['on-failure', { prevent: '1' }, true, 'Restart=on-failure'],
    ['on-failure', { success: '16' }, false, 'Restart=on-failure and SuccessExitStatus= lists 16'],
    ['on-success', { success: '16' }, true, 'Restart=on-success and SuccessExitStatus= lists 16'],
    ['on-failure', { success: '16', force: '16' }, true, 'RestartForceExitStatus= lists 16'],
  ])('after 16 with Restart=%s and %j', (restart, lists, restarts, because) => {
    expect(systemdAfterExit(unit(restart, lists), 16)).toEqual({ restarts, because });
  });
});
