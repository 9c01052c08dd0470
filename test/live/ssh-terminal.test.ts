import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, type LabHost, labUnavailable, startLab } from '../lab/lab.js';
import { account, grants } from '../truth/pair.js';
import { installDoctor } from './install.js';
import { onTerminal } from './terminal.js';

const reason = await labUnavailable();

/** What ssh asks, it asks the person at the terminal; where there is none it asks nothing (connection.test.ts). */
describe.skipIf(reason !== undefined)(`ssh on a terminal${reason ? ` (${reason})` : ''}`, () => {
  let lab: Lab;
  let client: LabHost;
  let doctor: string;
  const password = 'Typed-Pw-4711';
  const asked = "root@server1's password:";

  beforeAll(async () => {
    lab = await startLab(['client1', 'server1', 'server2']);
    client = lab.host('client1');
    const servers = [lab.host('server1'), lab.host('server2')];
    doctor = `MYSQL_PWD=${account.password} ${await installDoctor(client)} -u${account.user}`;
    for (const server of servers) {
      await server.sql(grants);
      await server.writeFile(
        '/etc/ssh/sshd_config.d/lab.conf',
        'PermitRootLogin yes\nPerSourcePenalties no\n',
      );
      await server.exec(`echo 'root:${password}' | chpasswd; systemctl start ssh`);
    }
    await client.exec('mkdir -p /root/.ssh; ssh-keyscan server1 server2 >/root/.ssh/known_hosts 2>/dev/null');
  }, 600_000);

  afterAll(async () => {
    await lab?.stop();
  }, 60_000);

  test('a wrong password may be typed again, and who types slowly is not cut off', async () => {
    const { seen } = await onTerminal(
      client,
      `${doctor} -hserver1 --ssh root@server1 --timeout=2 -v`,
      [
        [asked, 'wrong'],
        [asked, password],
        ['prediction', ''],
      ],
      3,
    );
    expect(seen).toContain('Permission denied, please try again.');
    expect(seen).toMatch(/✓ pass +restart\/parent-pid-variable/);
    expect(seen).not.toMatch(/Typed|looking at the servers.*password:/s);
  }, 90_000);

  test('an unknown host key and the passphrase of a key are asked for', async () => {
    await client.exec(
      `mv /root/.ssh/known_hosts /root/.ssh/known; ssh-keygen -q -t ed25519 -N 'Typed phrase' -f /root/.ssh/id_ed25519`,
    );
    const { stdout: key } = await client.exec('cat /root/.ssh/id_ed25519.pub');
    await lab.host('server1').exec('mkdir -p /root/.ssh; cat >>/root/.ssh/authorized_keys', { input: key });
    const { seen } = await onTerminal(client, `${doctor} -hserver1 --ssh root@server1 -v`, [
      ['Are you sure you want to continue connecting', 'yes'],
      ["passphrase for key '/root/.ssh/id_ed25519'", 'Typed phrase'],
      ['prediction', ''],
    ]);
    expect(seen).toMatch(/✓ pass +restart\/parent-pid-variable/);
    expect(seen).not.toContain('Typed');
    await client.exec('rm /root/.ssh/id_ed25519; mv /root/.ssh/known /root/.ssh/known_hosts');
  }, 90_000);

  test('two hosts ask one after the other', async () => {
    const hosts = '-hserver1 --ssh root@server1 --donor server2 --donor-ssh root@server2';
    const { seen } = await onTerminal(client, `${doctor} ${hosts} -v`, [
      [asked, password],
      ["root@server2's password:", password],
      ['prediction', ''],
    ]);
    expect(seen.indexOf("server1's password")).toBeLessThan(seen.indexOf("server2's password"));
    expect(seen).toMatch(/recipient .*host: ssh root@server1\s.*donor .*host: ssh root@server2\s/s);
  }, 90_000);

  test('a server that cannot be asked ends the question, and leaves a terminal that shows what is typed', async () => {
    const { code, seen } = await onTerminal(
      client,
      `${doctor} -hserver1 -P1 --ssh root@server1; stty -a | grep -o ' echo '`,
      [],
    );
    expect(seen).toContain('cannot connect to server1:1');
    expect(seen).toContain(' echo ');
    expect(code).toBe(0);
  }, 90_000);

  test('without a terminal on both ends it asks nothing', async () => {
    for (const redirected of ['</dev/null', '2>&1 | cat']) {
      const { seen } = await onTerminal(client, `${doctor} -hserver1 --ssh root@server1 ${redirected}`, []);
      expect(seen).toContain('Permission denied');
      expect(seen).toMatch(/run\s+the\s+doctor\s+on\s+a\s+terminal/);
      expect(seen).not.toContain(asked);
    }
  }, 90_000);
});
