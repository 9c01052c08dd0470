let printed = false;

/** Whether stdout has the answer already. */
export const hasPrinted = (): boolean => printed;

/** Writes to stdout and waits until it is out: a pipe takes only so much at once. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    printed = true;
    process.stdout.write(text, () => resolve());
  });
