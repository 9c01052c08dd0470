import { stripVTControlCharacters } from 'node:util';

/**
 * The columns that a text takes on a terminal, where every character takes one. It stands in for the package
 * string-width in the bundle: what is measured there is the help, whose text is this program's own.
 */
export default function plainWidth(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
