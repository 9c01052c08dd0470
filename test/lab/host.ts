import { boot, leaderOf, powerOff } from './boot.js';
import { type RunOptions, type RunResult, run } from './run.js';
import type { HostRecord, LabState } from './state.js';
import { withVersion } from './version.js';

type ExecOptions = Pick<RunOptions, 'input' | 'timeoutMs' | 'check'>;

/** One running host. All its calls reject when the command fails, unless `check: false` is given. */
export interface LabHost {
  readonly name: string;
  /** IPv4 address, reachable from this machine and from the other hosts. */
  readonly address: string;
  /**
   * Shell words that run a command inside the host as root when it is appended. Contains a pid, so read it
   * again after `reset`.
   */
  readonly via: string;
  /**
   * Runs a program, or with a string `sh -c`. Output is what came until the program's end, even if it leaves
   * something running; redirect that one's output. The command is in none of the host's cgroups: where that
   * matters, run it with `systemd-run --scope --slice=user.slice`, which is what a login would look like.
   */
  exec(command: string | readonly string[], options?: ExecOptions): Promise<RunResult>;
  /** Runs statements as root through the socket; standard output has rows, tab-separated, without headings. */
  sql(statements: string, options?: Omit<ExecOptions, 'input'>): Promise<RunResult>;
  /** Writes a file and the folders above it, readable by all. */
  writeFile(path: string, content: string | Buffer): Promise<void>;
  /** Removes a file or folder; no error when there is none. */
  remove(path: string): Promise<void>;
  /** Replaces the scenario's option file: lines of its `[mysqld]` section, stronger than the lab's. No restart. */
  option(lines: readonly string[]): Promise<void>;
  /** Replaces the scenario's drop-in of mysql.service and reloads systemd. No restart. */
  dropIn(content: string): Promise<void>;
  /** Restarts mysql.service and waits until it answers. Rejects with the end of the logs when it does not. */
  restart(timeoutMs?: number): Promise<void>;
  /** Pid of the mysqld on /var/lib/mysql as seen inside the host, whatever else runs; undefined when none does. */
  mysqldPid(): Promise<number | undefined>;
  /** Waits until a MySQL answers through the socket, one with another pid than `otherThan` if given. */
  waitForMysql(timeoutMs: number, options?: { otherThan?: number | undefined }): Promise<boolean>;
  /**
   * Back to pristine, however bad it looks: the host is thrown away and boots anew, with a new pid in `via` and
   * a new server_uuid. Resolves when MySQL answers.
   */
  reset(): Promise<void>;
  /**
   * Puts a mysqld into place that reports another version of as many characters; takes effect with the next
   * start, which this does not do. `reset` undoes it.
   */
  mysqldBinaryWithVersion(version: string): Promise<void>;
}

/** What commands inside a host see of the outside: nothing. */
export const hostEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' };

const START_TIMEOUT_MS = 120_000;

/** Prints the pid of the host's own mysqld: each works in its data directory. */
export const MYSQLD_PID =
  'for pid in $(pidof mysqld); do [ "$(readlink /proc/$pid/cwd)" != /var/lib/mysql ] || echo $pid; done';

/** The functions of one host of a running lab; holds no state of its own. */
export function labHost(lab: LabState, record: HostRecord): LabHost {
  const prefix = () => {
    const leader = leaderOf(lab, record);
    if (leader === undefined) throw new Error(`the host ${record.name} does not run`);
    return ['nsenter', '-t', String(leader.pid), '-m', '-u', '-i', '-n', '-p', '-C', '--'];
  };

  const exec: LabHost['exec'] = async (command, options = {}) =>
    run([...prefix(), ...(typeof command === 'string' ? ['sh', '-c', command] : command)], {
      ...options,
      env: hostEnvironment,
    });

  const waitForMysql: LabHost['waitForMysql'] = async (timeoutMs, { otherThan } = {}) => {
    const script = `
      end=$(($(date +%s%3N) + $1))
      until [ "$(${MYSQLD_PID})" != "$2" ] && mysqladmin --connect-timeout=2 ping >/dev/null 2>&1; do
        [ "$(date +%s%3N)" -lt "$end" ] || exit 1
        sleep 0.1
      done`;
    const command = ['sh', '-c', script, 'sh', String(timeoutMs), String(otherThan ?? 'none')];
    return (await exec(command, { check: false })).code === 0;
  };

  const writeFile: LabHost['writeFile'] = async (path, content) => {
    const script = 'mkdir -p "$(dirname "$1")" && cat >"$1"';
    await exec(['sh', '-c', script, 'sh', path], { input: content });
  };

  const failed = async (what: string) => {
    const script = 'journalctl -u mysql.service -n 15 --no-pager; tail -n 25 /var/log/mysql/error.log';
    const { stdout } = await exec(script, { check: false });
    return new Error(`${record.name}: ${what}\n${stdout}`);
  };

  return {
    name: record.name,
    address: record.address,
    get via() {
      return prefix().join(' ');
    },
    exec,
    sql: (statements, options = {}) =>
      exec(['mysql', '-N', '-B', '-u', 'root'], { ...options, input: statements }),
    writeFile,
    remove: async (path) => {
      await exec(['rm', '-rf', '--', path]);
    },
    option: (lines) =>
      writeFile('/etc/mysql/mysql.conf.d/zz-scenario.cnf', `[mysqld]\n${lines.join('\n')}\n`),
    dropIn: async (content) => {
      await writeFile('/etc/systemd/system/mysql.service.d/zz-scenario.conf', content);
      await exec(['systemctl', 'daemon-reload']);
    },
    restart: async (timeoutMs = START_TIMEOUT_MS) => {
      await exec(['systemctl', 'reset-failed', 'mysql.service'], { check: false });
      const command = ['timeout', String(timeoutMs / 1000), 'systemctl', 'restart', 'mysql.service'];
      const { code } = await exec(command, { check: false });
      if (code !== 0 || !(await waitForMysql(10_000))) throw await failed('mysql.service did not restart');
    },
    mysqldPid: async () => {
      const pids = (await exec(MYSQLD_PID, { check: false })).stdout.trim();
      return /^\d+$/.test(pids) ? Number(pids) : undefined;
    },
    waitForMysql,
    reset: async () => {
      await powerOff(lab, record);
      await boot(lab, record);
      if (!(await waitForMysql(START_TIMEOUT_MS))) throw await failed('MySQL did not come up');
    },
    mysqldBinaryWithVersion: async (version) => {
      const binary = await withVersion(`${lab.built}/tree`, version);
      await exec(
        'cat >/usr/sbin/mysqld.new && chmod 755 /usr/sbin/mysqld.new && mv /usr/sbin/mysqld.new /usr/sbin/mysqld',
        {
          input: binary,
        },
      );
    },
  };
}

/** Waits until the host's MySQL has come up for the first time. */
export async function firstStart(host: LabHost): Promise<void> {
  if (await host.waitForMysql(START_TIMEOUT_MS)) return;
  const log = await host.exec('tail -n 25 /var/log/mysql/error.log', { check: false });
  throw new Error(`${host.name}: MySQL did not come up\n${log.stdout}`);
}
