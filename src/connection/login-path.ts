import { createDecipheriv } from 'node:crypto';
import { DoctorError } from '../doctor-error.js';

const UNUSED_BYTES = 4;
const KEY_BYTES = 20;
const AES_KEY_BYTES = 16;

/**
 * The text of a login path file, which has the syntax of an option file.
 *
 * mysql_config_editor hides it more than it protects it (manual: "mysql_config_editor"; mysys/my_default.cc,
 * client/mysql_config_editor.cc): four unused bytes, the key in clear in twenty bytes, and each line as its length
 * (32 bits, little-endian) and itself in AES-128-ECB. The key's bytes beyond sixteen are folded in with XOR.
 *
 * @throws {DoctorError} that names the file when it is something else or cut off.
 */
export function decryptLoginFile(file: string, content: Buffer): string {
  const key = Buffer.alloc(AES_KEY_BYTES);
  for (const [at, byte] of content.subarray(UNUSED_BYTES, UNUSED_BYTES + KEY_BYTES).entries()) {
    key[at % AES_KEY_BYTES] = (key[at % AES_KEY_BYTES] ?? 0) ^ byte;
  }
  try {
    let text = '';
    for (let at = UNUSED_BYTES + KEY_BYTES; at < content.length; ) {
      const start = at + 4;
      at = start + content.readInt32LE(at);
      if (at <= start || at > content.length) throw new RangeError('no whole record');
      const decipher = createDecipheriv('aes-128-ecb', key, null);
      text += Buffer.concat([decipher.update(content.subarray(start, at)), decipher.final()]).toString(
        'utf8',
      );
    }
    return text;
  } catch {
    throw new DoctorError(`${file} is not a login path file, or is damaged`, {
      hint: 'write it anew with mysql_config_editor',
    });
  }
}
