/** A number as the kernel and systemd print it; undefined for anything else. */
export function natural(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}

/** A list of such numbers between blanks; undefined when one of them is none, or there is none. */
export function naturals(text: string): number[] | undefined {
  const numbers = text.trim().split(/\s+/).map(natural);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}
