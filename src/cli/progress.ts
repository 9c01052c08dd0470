/** Most runs are over before anybody would want to know how they are going. */
const PATIENCE_MS = 300;

/** Shows a spinner on stderr while something takes its time, on a terminal only. */
export async function withProgress<T>(work: Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work;
  const spinning = { over: false, stop: () => {} };
  const timer = setTimeout(async () => {
    const { default: ora } = await import('ora');
    // The work can have ended while the spinner was being loaded.
    if (spinning.over) return;
    const spinner = ora({ text: 'looking at the servers and their hosts', stream: process.stderr }).start();
    spinning.stop = () => spinner.stop();
  }, PATIENCE_MS);
  try {
    return await work;
  } finally {
    spinning.over = true;
    clearTimeout(timer);
    spinning.stop();
  }
}
