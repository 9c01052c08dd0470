import { closeSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { DoctorError } from '../doctor-error.js';

/**
 * Asks for a password on the terminal, without showing what is typed; what is redirected plays no part.
 *
 * @throws {DoctorError} when there is no terminal, or nobody wants to answer (Ctrl-C, Ctrl-D).
 */
export async function askPassword(prompt: string): Promise<string> {
  const terminal = openTerminal();
  // First: what is typed at the sight of the prompt must not be shown any more.
  terminal.setRawMode(true);
  process.stderr.write(prompt);
  try {
    return await readLine(terminal);
  } finally {
    terminal.setRawMode(false);
    terminal.destroy();
    process.stderr.write('\n');
  }
}

function openTerminal(): ReadStream {
  let file: number | undefined;
  try {
    file = openSync('/dev/tty', 'r+');
    return new ReadStream(file);
  } catch {
    if (file !== undefined) closeSync(file);
    throw new DoctorError('the password cannot be asked for: there is no terminal', {
      hint: 'give it in MYSQL_PWD, an option file or a login path',
    });
  }
}

function readLine(terminal: ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    terminal.setEncoding('utf8');
    terminal.on('data', (text) => {
      for (const char of String(text)) {
        if (char === '\r' || char === '\n') return resolve(typed.join(''));
        if (char === '\u0003' || char === '\u0004') return reject(new DoctorError('no password was given'));
        if (char === '\u007f' || char === '\b') typed.pop();
        else if (char === '\u0015') typed = [];
        else typed.push(char);
      }
    });
    terminal.once('error', reject);
    terminal.once('end', () => reject(new DoctorError('no password was given')));
  });
}
