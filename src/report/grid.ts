import Table from 'cli-table3';

const NONE = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: ' ', 'left-mid': '', mid: '', 'mid-mid': '' },
  ...{ right: '', 'right-mid': '', middle: ' ' },
};

/** Narrower than this nothing can be read; longer lines are left to the terminal. */
const NARROWEST = 40;

/**
 * Columns without borders. The last one wraps at the terminal's width.
 *
 * @param widths of all columns but the last.
 */
export function grid(rows: readonly (readonly string[])[], widths: readonly number[], width: number): string {
  const taken = widths.reduce((sum, column) => sum + column + 1, 2);
  const last = Math.max(width - taken, NARROWEST);
  const table = new Table({
    chars: NONE,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: [...widths, last],
    wordWrap: true,
  });
  table.push(...rows.map((row) => row.map((cell, i) => (i < widths.length ? cell : broken(cell, last)))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A word that is longer than a line goes on in the next one: the table would cut it off. */
const broken = (text: string, width: number): string =>
  text.replace(new RegExp(`[^\\s${ESCAPE}]{${width}}(?=[^\\s${ESCAPE}])`, 'g'), '$&\n');

/** What begins a colour; it must not be torn apart. */
const ESCAPE = '\u001b';
