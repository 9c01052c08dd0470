import { boot, leaderOf, powerOff } from './boot.js';
import { type RunOptions, type RunResult, run } from './run.js';
import type { HostRecord, LabState } from './state.js';
import { withVersion } from './version.js';

type ExecOptions = Pick<RunOptions, 'input' | 'timeoutMs' | 'check'>;

/**
 * One running host and a MySQL on it. All its calls reject when the command fails, unless `check: false` is given.
 */
export interface LabHost {
  readonly name: string;
  /** IPv4 address, reachable from this machine and from the other hosts. */
  readonly address: string;
  /** Port of its MySQL. */
  readonly port: number;
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
  /** Replaces the scenario's drop-in of its MySQL's unit and reloads systemd. No restart. */
  dropIn(content: string): Promise<void>;
  /** Restarts its MySQL's unit and waits until it answers. Rejects with the end of the logs when it does not. */
  restart(timeoutMs?: number): Promise<void>;
  /** Pid of its MySQL as seen inside the host, whatever else runs; undefined when it does not. */
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
  /**
   * Sets up a second, empty MySQL on the host, as a unit of its own, and resolves with the same host for that one
   * when it answers. `reset` takes it away.
   */
  second(): Promise<LabHost>;
}

/** Where a host has one of its servers. */
interface Server {
  unit: string;
  /** mysqld makes it its working directory, which tells the servers of a host apart. */
  dataDirectory: string;
  port: number;
  socket: string;
  errorLog: string;
  /** Read after all others. */
  optionFile: string;
}

const FIRST: Server = {
  unit: 'mysql.service',
  dataDirectory: '/var/lib/mysql',
  port: 3306,
  socket: '/run/mysqld/mysqld.sock',
  errorLog: '/var/log/mysql/error.log',
  optionFile: '/etc/mysql/mysql.conf.d/zz-scenario.cnf',
};

const SECOND: Server = {
  unit: 'second.service',
  dataDirectory: '/srv/second',
  port: 3307,
  socket: '/run/second/mysqld.sock',
  errorLog: '/var/log/mysql/second.log',
  optionFile: '/etc/mysql/second.d/zz-scenario.cnf',
};

const SET_UP_SECOND = `
set -e
mkdir /etc/mysql/second.d
cat >/etc/mysql/second.cnf <<'END'
[mysqld]
user = mysql
datadir = ${SECOND.dataDirectory}
port = ${SECOND.port}
socket = ${SECOND.socket}
pid_file = /run/second/mysqld.pid
log_error = ${SECOND.errorLog}
server_id = 102
bind_address = *
mysqlx = OFF
gtid_mode = ON
enforce_gtid_consistency = ON
innodb_buffer_pool_size = 32M
innodb_redo_log_capacity = 8M
innodb_flush_log_at_trx_commit = 0
sync_binlog = 0
!includedir /etc/mysql/second.d/
END
cat >/etc/systemd/system/${SECOND.unit} <<'END'
[Service]
Type=notify
User=mysql
RuntimeDirectory=second
TimeoutStartSec=infinity
ExecStart=/usr/sbin/mysqld --defaults-file=/etc/mysql/second.cnf
END
install -d -o mysql -g mysql ${SECOND.dataDirectory}
mysqld --defaults-file=/etc/mysql/second.cnf --initialize-insecure
systemctl daemon-reload
systemctl start ${SECOND.unit}
mysql -u root --socket=${SECOND.socket} -e "INSTALL PLUGIN clone SONAME 'mysql_clone.so'"`;

/** What commands inside a host see of the outside: nothing. */
export const hostEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' };

const START_TIMEOUT_MS = 120_000;

const pidOf = ({ dataDirectory }: Server) =>
  `for pid in $(pidof mysqld); do [ "$(readlink /proc/$pid/cwd)" != ${dataDirectory} ] || echo $pid; done`;

/** Asks the server; without a socket there is nobody to ask, and no client to start for it. */
const answers = ({ socket }: Server) =>
  `{ [ -S ${socket} ] && mysqladmin --socket=${socket} --connect-timeout=2 ping >/dev/null 2>&1; }`;

/** Prints the pid of the host's first mysqld. */
export const MYSQLD_PID = pidOf(FIRST);

/** Succeeds when the host's first mysqld answers. */
export const MYSQL_ANSWERS = answers(FIRST);

/** The functions of one host of a running lab, and of one server on it; holds no state of its own. */
export function labHost(lab: LabState, record: HostRecord, server: Server = FIRST): LabHost {
  const { unit, port, socket } = server;
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
      until ${answers(server)} && [ "$(${pidOf(server)})" != "$2" ]; do
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
    const script = `journalctl -u ${unit} -n 15 --no-pager; tail -n 25 ${server.errorLog}`;
    const { stdout } = await exec(script, { check: false });
    return new Error(`${record.name}: ${what}\n${stdout}`);
  };

  return {
    name: record.name,
    address: record.address,
    port,
    get via() {
      return prefix().join(' ');
    },
    exec,
    sql: (statements, options = {}) =>
      exec(['mysql', '-N', '-B', '-u', 'root', `--socket=${socket}`], { ...options, input: statements }),
    writeFile,
    remove: async (path) => {
      await exec(['rm', '-rf', '--', path]);
    },
    option: (lines) => writeFile(server.optionFile, `[mysqld]\n${lines.join('\n')}\n`),
    dropIn: async (content) => {
      await writeFile(`/etc/systemd/system/${unit}.d/zz-scenario.conf`, content);
      await exec(['systemctl', 'daemon-reload']);
    },
    restart: async (timeoutMs = START_TIMEOUT_MS) => {
      await exec(['systemctl', 'reset-failed', unit], { check: false });
      const command = ['timeout', String(timeoutMs / 1000), 'systemctl', 'restart', unit];
      const { code } = await exec(command, { check: false });
      if (code !== 0 || !(await waitForMysql(10_000))) throw await failed(`${unit} did not restart`);
    },
    mysqldPid: async () => {
      const pids = (await exec(pidOf(server), { check: false })).stdout.trim();
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
    second: async () => {
      await exec(SET_UP_SECOND, { timeoutMs: START_TIMEOUT_MS });
      return labHost(lab, record, SECOND);
    },
  };
}

/** Waits until the host's MySQL has come up for the first time. */
export async function firstStart(host: LabHost): Promise<void> {
  if (await host.waitForMysql(START_TIMEOUT_MS)) return;
  const log = await host.exec('tail -n 25 /var/log/mysql/error.log', { check: false });
  throw new Error(`${host.name}: MySQL did not come up\n${log.stdout}`);
}
