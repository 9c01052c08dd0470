import { type Check, defineCheck, fail, pass, unknown } from '../../src/doctor/check.js';
import type { Side } from '../../src/evidence/evidence.js';

/** CLONE_MIN_NETWORK_PACKET of plugin/clone: 2 MiB, in bytes. */
const REQUIRED = 2 * 1024 * 1024;

interface PacketCheck {
  side: Side;
  id: string;
  title: string;
  why: string;
  errno: number;
  donorErrno?: number;
  meaning: string;
}

/** A check that one side's global max_allowed_packet is large enough: each server looks at its own. */
export const checkPacketSize = ({ side, id, title, why, meaning, ...errors }: PacketCheck): Check =>
  defineCheck({
    id,
    title,
    stage: 'gate',
    consequence: 'refused',
    why,
    references: [
      'https://dev.mysql.com/doc/refman/8.4/en/clone-plugin-remote.html',
      'plugin/clone/src/clone_plugin.cc: validate_local_params()',
    ],
    needs: [`${side}.variables`],
    evaluate(input) {
      const value = input[side].variables.max_allowed_packet;
      if (value === undefined) return unknown(`the ${side} has no variable max_allowed_packet`);
      const evidence = { bytes: Number(value), required: REQUIRED };
      if (Number(value) >= REQUIRED)
        return pass(`max_allowed_packet of the ${side} is ${value}`, { evidence });
      return fail(`max_allowed_packet of the ${side} is ${value}, less than ${REQUIRED} (2 MiB)`, {
        meaning,
        evidence,
        ...errors,
        remedy: [{ on: side, kind: 'sql', text: 'SET PERSIST max_allowed_packet = 67108864;' }],
      });
    },
  });
