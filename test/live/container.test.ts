import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/schema.js';
import { CONTAINER, crun, runContainer } from '../lab/container.js';
import { type Lab, type LabHost, labUnavailable, startLab } from '../lab/lab.js';
import { account, grants } from '../truth/pair.js';
import { runDoctor } from '../truth/predict.js';

const reason = await labUnavailable();

/** A real container runtime: what the doctor sees of one server from its host and from inside of its container. */
describe.skipIf(reason !== undefined)(`a container${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab(['db2']);
    host = lab.host('db2');
    await host.sql(grants);
    await host.exec('systemctl stop mysql.service; install -d -o mysql -g mysql /run/mysqld');
    await host.exec(
      runContainer(
        'on-failure',
        ['mysqld', '--user=mysql'],
        ['MYSQLD_PARENT_PID=0', 'SOME_TOKEN=Planted-4711'],
      ),
    );
    expect(await host.waitForMysql(60_000)).toBe(true);
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  const look = async (via: string, ...args: string[]) => {
    const { stdout } = await runDoctor([
      ...['--host', host.address, '--user', account.user, '--via', via, '--format', 'json', ...args],
    ]);
    expect(stdout).not.toContain('Planted');
    const report = JSON.parse(stdout) as Report;
    const find = (name: string) => report.findings.find(({ id }) => id === `restart/${name}`);
    return {
      unseen: report.targets[0]?.unseen.map(({ fact }) => fact),
      variable: find('parent-pid-variable'),
      monitor: find('monitoring-process'),
      status: find('exit-status'),
    };
  };
  const inside = (options = '') => `${host.via} ${crun} exec ${options} ${CONTAINER}`;
  const words = (finding: Report['findings'][number] | undefined) =>
    `${finding?.summary} ${finding?.meaning} ${finding?.remedy.map(({ text }) => text).join(' ')}`;

  const views = {
    'from its host': () => host.via,
    'from inside, with the right to trace processes': () =>
      inside('--cap CAP_SYS_PTRACE --cap CAP_DAC_OVERRIDE'),
  };

  test.each(Object.entries(views))(
    '%s: the parent is 0, and the policy is asked for',
    async (_, via) => {
      const untold = await look(via());
      expect(untold.variable).toMatchObject({
        status: 'pass',
        evidence: { MYSQLD_PARENT_PID: '0', parentPid: 0 },
      });
      expect(untold.monitor).toMatchObject({ status: 'unknown' });
      expect(words(untold.monitor)).toMatch(/first process of its container.*--expect-restart/s);
      for (const [policy, status] of [
        ['always', 'pass'],
        ['on-failure', 'pass'],
        ['never', 'fail'],
      ] as const) {
        const told = await look(via(), '--expect-restart', policy);
        expect(told.monitor).toMatchObject({ status: 'pass' });
        expect(told.status).toMatchObject({ status });
      }
    },
    60_000,
  );

  test('from inside, as root without that right: the environment is denied, and who may see it is named', async () => {
    const { variable, monitor, unseen } = await look(inside(), '--expect-restart', 'always');
    expect(unseen).toContain('parentPidVariable');
    expect(variable).toMatchObject({ status: 'unknown', evidence: { reason: 'denied' } });
    expect(words(variable)).toMatch(/CAP_SYS_PTRACE.*--privileged.*container's host/);
    expect(monitor).toMatchObject({ status: 'pass' });
  }, 60_000);

  test('another container or host is not believed', async () => {
    const elsewhere = await look(`${host.via} unshare --pid --fork --mount --mount-proc`);
    expect(elsewhere.variable).toMatchObject({ status: 'unknown' });
    expect(words(elsewhere.variable)).toContain('no mysqld with pid file');
  }, 60_000);
});
