/** Writes to stdout and waits until it is out: a pipe takes only so much at once. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
