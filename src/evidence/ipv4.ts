/** An IPv4 address as a number; undefined for anything else. */
export function ipv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The mask of `/24` or of `/255.255.255.0`. */
export function maskOf(text: string): number | undefined {
  if (!/^\d{1,2}$/.test(text)) return ipv4(text);
  return Number(text) > 32 ? undefined : 2 ** 32 - 2 ** (32 - Number(text));
}

/** Whether an address lies in a network; both masks of `&` are signed in JavaScript, and equal all the same. */
export const inNetwork = (address: number, network: number, mask: number): boolean =>
  (address & mask) === (network & mask);

/** What never leaves a host. */
export const isLoopback = (address: string): boolean => /^127\./.test(address) || address === '::1';
