const WITHOUT_TERMINAL = 100;
const WIDEST = 120;

/** Columns that text may take: those of the terminal, up to where lines become hard to read. */
export const terminalWidth = (): number => Math.min(process.stdout.columns ?? WITHOUT_TERMINAL, WIDEST);

/** Whether somebody can be asked: what ssh asks goes past what is redirected, but not past a pipeline. */
export const canAsk = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY);

/** A terminal that can, unless NO_COLOR; FORCE_COLOR also without a terminal. */
export const wantsColour = (): boolean =>
  !process.env.NO_COLOR &&
  (Boolean(process.env.FORCE_COLOR) || (process.stdout.isTTY && process.stdout.hasColors()));
