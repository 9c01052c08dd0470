const WITHOUT_TERMINAL = 100;
const WIDEST = 120;

/** Columns that text may take: those of the terminal, up to where lines become hard to read. */
export const terminalWidth = (): number => Math.min(process.stdout.columns ?? WITHOUT_TERMINAL, WIDEST);

/** A terminal that can, unless NO_COLOR; FORCE_COLOR also without a terminal. */
export const wantsColour = (): boolean =>
  !process.env.NO_COLOR &&
  (Boolean(process.env.FORCE_COLOR) || (process.stdout.isTTY && process.stdout.hasColors()));
