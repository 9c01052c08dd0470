import type { LabHost } from '../lab/lab.js';

/** What is typed when some words have come up. */
type Answer = readonly [question: string, typed: string];

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Runs a shell command of a host on a terminal, where somebody types an answer to each question, in their order.
 *
 * @param hesitation seconds between a question and its answer.
 * @returns the exit code, and all that was to be seen on the terminal.
 */
export async function onTerminal(
  host: LabHost,
  command: string,
  answers: readonly Answer[],
  hesitation = 0,
): Promise<{ code: number; seen: string }> {
  const [record, done] = ['/srv/scratch/typescript', '/srv/scratch/typescript.end'];
  const typing = answers.map(
    ([question, typed]) => `
      until tail -c "+$from" ${record} 2>/dev/null | grep -qF -e ${quote(question)}; do
        [ -e ${done} ] && exit
        sleep 0.1
      done
      from=$(($(wc -c <${record}) + 1))
      sleep ${hesitation}
      printf '%b\\r' ${quote(typed)}`,
  );
  const { code, stdout } = await host.exec(
    `rm -f ${record} ${done}
    # While this end is open, the terminal is.
    (from=1; ${typing.join('')}
      until [ -e ${done} ]; do sleep 0.1; done) |
      timeout 120 script -qefc ${quote(`stty cols 200; ${command}; code=$?; touch ${done}; exit $code`)} ${record}`,
    { check: false, timeoutMs: 150_000 },
  );
  return { code, seen: stdout };
}
