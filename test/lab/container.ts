/** What a container of `containerBundle` is called. */
export const CONTAINER = 'box';

/** The runtime, as it works in a host of the lab, whose control groups it leaves alone. */
export const crun = 'crun --cgroup-manager=disabled';

const folder = '/srv/scratch/bundle';

/** As container runtimes give root: without CAP_SYS_PTRACE. */
const capabilities = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETGID', 'SETUID', 'SYS_CHROOT'].map(
  (name) => `CAP_${name}`,
);

/**
 * A shell script that makes an OCI bundle of a lab's host: a container with the host's files and network, and PID
 * namespace, name, /run and /tmp of its own. Data directory and socket are those of mysql.service, which must not run.
 */
function makeBundle(command: readonly string[], environment: readonly string[]): string {
  const config = {
    ociVersion: '1.0.2',
    hostname: CONTAINER,
    process: {
      user: { uid: 0, gid: 0 },
      args: command,
      env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin', ...environment],
      cwd: '/',
      capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
    },
    root: { path: 'rootfs' },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      ...['/dev', '/run', '/tmp'].map((destination) => ({
        destination,
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['mode=1777'],
      })),
      ...['/run/mysqld', '/var/lib/mysql'].map((path) => ({
        destination: path,
        type: 'bind',
        source: path,
        options: ['bind'],
      })),
    ],
    linux: { namespaces: ['pid', 'mount', 'ipc', 'uts'].map((type) => ({ type })) },
  };
  return `mkdir -p ${folder}/rootfs
    mountpoint -q ${folder}/rootfs || mount --bind / ${folder}/rootfs
    cat >${folder}/config.json <<'END'\n${JSON.stringify(config)}\nEND\n`;
}

/** A shell script that runs a command in a container, and starts that again by a restart policy. */
export const runContainer = (
  policy: 'always' | 'on-failure' | 'never',
  command: readonly string[],
  environment: readonly string[] = [],
): string => `${makeBundle(command, environment)}
  cat >/root/runtime <<'END'
#!/bin/sh
while :; do
  ${crun} run --bundle ${folder} ${CONTAINER}
  case ${policy}:$? in
    never:* | on-failure:0) break ;;
  esac
done
END
  chmod 755 /root/runtime
  setsid /root/runtime >/srv/scratch/runtime.log 2>&1 </dev/null &`;
