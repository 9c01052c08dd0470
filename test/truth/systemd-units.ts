import type { systemdAfterExit } from '../../checks/restart/systemd-rule.js';
import type { LabHost } from '../lab/lab.js';

/** A service with these settings, whose process exits with this status. */
export interface UnitRun {
  unit: Parameters<typeof systemdAfterExit>[0];
  status: number;
}

/** systemd forks for every start: so many at once keep it busy and do not keep anything else waiting. */
const BATCH = 168;

/**
 * Runs services under a host's systemd, each exiting once, and tells of each whether systemd started it again.
 *
 * The first start leaves a file behind and exits, the second one stays: a unit is settled when it is down, or up
 * after a restart, so there is nothing to wait for by the clock.
 */
export async function runUnits(host: LabHost, runs: readonly UnitRun[]): Promise<boolean[]> {
  const lines = runs.map(({ unit, status }, at) =>
    [
      `exits-${at}`,
      status,
      unit.restart,
      ...[unit.restartPreventExitStatus, unit.restartForceExitStatus, unit.successExitStatus].map((list) =>
        list.join(' '),
      ),
    ].join('|'),
  );
  await host.exec(WRITE, { input: `${lines.join('\n')}\n` });
  const restarted = new Set<string>();
  for (let at = 0; at < runs.length; at += BATCH) {
    const names = runs.slice(at, at + BATCH).map((_, i) => `exits-${at + i}.service`);
    const { stdout } = await host.exec(['sh', '-c', RUN, 'sh', ...names], { timeoutMs: 120_000 });
    for (const name of stdout.split('\n')) restarted.add(name);
  }
  const started = new Set((await host.exec(['ls', '/run/started'])).stdout.split('\n'));
  return runs.map((run, at) => {
    if (!started.has(`exits-${at}`)) throw new Error(`never started: ${JSON.stringify(run)}`);
    return restarted.has(`exits-${at}.service`);
  });
}

const WRITE = `
mkdir -p /run/started
cat >/run/exit-once <<'END'
if [ -e "/run/started/$1" ]; then exec sleep infinity; fi
: >"/run/started/$1"
exit "$2"
END
while IFS='|' read -r name status restart prevent force success; do
  printf '%s\\n' '[Unit]' DefaultDependencies=no StartLimitIntervalSec=0 '[Service]' \\
    "ExecStart=/bin/sh /run/exit-once %N $status" RestartSec=1ms "Restart=$restart" \\
    "RestartPreventExitStatus=$prevent" "RestartForceExitStatus=$force" "SuccessExitStatus=$success" \\
    >"/run/systemd/system/$name.service"
done
systemctl daemon-reload`;

// Prints the units that are up again. One that came to a clean end may be unloaded, and is not shown.
const RUN = `
systemctl start "$@"
until up=$(systemctl show --property=Id,ActiveState,NRestarts 'exits-*.service' | awk -v RS= -F '\\n' '
  /ActiveState=(inactive|failed)/ { next }
  /ActiveState=active/ && !/NRestarts=0/ { for (i = 1; i <= NF; i++) if (sub(/^Id=/, "", $i)) print $i; next }
  { exit 1 }')
do sleep 0.1; done
echo "$up"
systemctl stop 'exits-*.service'
systemctl reset-failed`;
