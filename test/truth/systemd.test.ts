import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemdAfterExit } from '../../checks/restart/systemd-rule.js';
import { parseCommand } from '../../src/connection/command.js';
import { type Identity, probeHost } from '../../src/probe/host/host.js';
import { openShell } from '../../src/probe/shell/shell.js';
import { type Lab, type LabHost, labUnavailable, startLab } from '../lab/lab.js';
import { runUnits, type UnitRun } from './systemd-units.js';

const RESTARTS = ['no', 'always', 'on-success', 'on-failure', 'on-abnormal', 'on-abort', 'on-watchdog'];
const LISTS = [[], ['1'], ['16'], ['1', '16']];
const STATUSES = [0, 1, 16];

/** Every Restart= with every combination of the three lists, once for each exit status. */
const runs: UnitRun[] = RESTARTS.flatMap((restart) =>
  LISTS.flatMap((restartPreventExitStatus) =>
    LISTS.flatMap((restartForceExitStatus) =>
      LISTS.flatMap((successExitStatus) =>
        STATUSES.map((status) => ({
          unit: { restart, restartPreventExitStatus, restartForceExitStatus, successExitStatus },
          status,
        })),
      ),
    ),
  ),
);

const reason = await labUnavailable();

describe.skipIf(reason !== undefined)(
  `the rule about exit statuses is systemd's own${reason ? ` (${reason})` : ''}`,
  () => {
    let lab: Lab;
    let host: LabHost;

    beforeAll(async () => {
      lab = await startLab(['db1']);
      host = lab.host('db1');
    }, 600_000);

    afterAll(async () => {
      await lab?.stop();
    }, 60_000);

    test('after each exit a real systemd does what the rule says', { timeout: 300_000 }, async () => {
      expect(runs).toHaveLength(7 * 4 ** 3 * 3);
      const restarted = await runUnits(host, runs);
      const disagreements = runs
        .map(({ unit, status }, at) => ({
          unit,
          status,
          rule: systemdAfterExit(unit, status).restarts,
          systemd: restarted[at],
        }))
        .filter(({ rule, systemd }) => rule !== systemd);
      expect(disagreements).toEqual([]);
    });

    test('the host probe reads the lists as systemd holds them', { timeout: 60_000 }, async () => {
      const identity = await identityOf(host);
      const seen = async (...lines: string[]) => {
        await host.dropIn(['[Service]', ...RESET, ...lines].join('\n'));
        const shell = openShell(parseCommand(host.via, '--via'));
        const wanted = {
          ...{ side: 'recipient' as const, places: [], binaryLogs: '' },
          ...{
            pluginDirectory: '',
            cloneAuthority: '',
            cloneCertificate: '',
            cloneKey: '',
            donorHost: '',
            tryOptions: false,
          },
        };
        const { unit } = await probeHost(
          shell,
          identity,
          wanted,
          Promise.resolve({ places: [], network: false }),
          { timeoutMs: 30_000 },
        );
        if (!unit.ok || !unit.value) throw new Error(JSON.stringify(unit));
        const { restart, restartPreventExitStatus, restartForceExitStatus, successExitStatus } = unit.value;
        return [restart, restartPreventExitStatus, restartForceExitStatus, successExitStatus];
      };
      expect(await seen('Restart=always')).toEqual(['always', [], [], []]);
      expect(await seen('Restart=on-abnormal', 'RestartPreventExitStatus=16 1')).toEqual([
        'on-abnormal',
        ['1', '16'],
        [],
        [],
      ]);
      expect(await seen('Restart=no', 'RestartForceExitStatus=16', 'RestartForceExitStatus=1')).toEqual([
        'no',
        [],
        ['1', '16'],
        [],
      ]);
      expect(
        await seen('SuccessExitStatus=SIGKILL 0x10 TEMPFAIL', 'RestartPreventExitStatus=SIGTERM 255'),
      ).toEqual(['on-failure', ['255', 'TERM'], [], ['16', '75', 'KILL']]);
    });
  },
);

/** The package's unit has lists of its own, and assignments add to them. */
const RESET = ['RestartPreventExitStatus=', 'RestartForceExitStatus=', 'SuccessExitStatus='];

async function identityOf(host: LabHost): Promise<Identity> {
  const { stdout } = await host.sql('SELECT @@pid_file, @@datadir, @@server_uuid, @@hostname, @@port');
  const [pidFile = '', datadir = '', serverUuid, hostname = '', port] = stdout.trim().split('\t');
  return { pidFile, datadir, serverUuid, hostname, port: Number(port) };
}
