/**
 * The part behind the origin when an address leads to a page of this origin, else null. The address
 * is read as a browser reads it, which strips tabs and line ends: "/\t/evil.example" is elsewhere.
 */
export function ownPath(address: string, origin: string): string | null {
  try {
    const url = new URL(address, origin);
    return url.origin === origin ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}
