/** Most runs are over before anybody would want to know how they are going. */
const PATIENCE_MS = 300;

/**
 * Shows a spinner on stderr while something takes its time, on a terminal only.
 *
 * @param work calls what it is given when the terminal is free: before, somebody may be typing there.
 */
export async function withProgress<T>(work: (onAsked: () => void) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {});
  const spinning = { over: false, stop: () => {} };
  const spin = async () => {
    const { default: ora } = await import('ora');
    // The work can have ended while the spinner was being loaded.
    if (spinning.over) return;
    const spinner = ora({ text: 'looking at the servers and their hosts', stream: process.stderr }).start();
    spinning.stop = () => spinner.stop();
  };
  let timer: NodeJS.Timeout | undefined;
  try {
    return await work(() => {
      if (!spinning.over) timer = setTimeout(spin, PATIENCE_MS);
    });
  } finally {
    spinning.over = true;
    clearTimeout(timer);
    spinning.stop();
  }
}
