import { labUnavailable } from './lab.js';

/** Says plainly which tests are left out, and why: a reporter shows no more of them than their number. */
export default async function setup(): Promise<() => void> {
  const reason = await labUnavailable();
  const say = () => {
    if (!reason) return;
    process.stderr.write(
      `\nThe tests on real servers (test/lab, test/live, test/truth) are left out: ${reason}.\n`,
    );
  };
  say();
  return say;
}
