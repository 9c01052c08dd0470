import type { FactValues } from '../../src/evidence/evidence.js';

/** The options that must be known at the start; loose_ before a name makes an unknown one a warning. */
export const strictOptions = ({ given }: FactValues['options']) => given.filter(({ loose }) => !loose);
