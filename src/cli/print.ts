import { DoctorError } from '../doctor-error.js';

let printed = false;

/** Whether stdout has the answer already. */
export const hasPrinted = (): boolean => printed;

/**
 * Writes to stdout and waits until it is out: a pipe takes only so much at once.
 *
 * @throws {DoctorError} when it cannot be written.
 */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    printed = true;
    process.stdout.once('error', (error) =>
      reject(new DoctorError(`cannot write the answer: ${error.message}`)),
    );
    process.stdout.write(text, (error) => error || resolve());
  });
