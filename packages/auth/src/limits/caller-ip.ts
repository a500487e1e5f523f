/**
 * The caller's address as our own proxy tells it. Without such a proxy no header is believed: a
 * caller writes what they like into x-forwarded-for, and would get a fresh limit with each request.
 */
export function callerIp(headers: Headers, ipHeader: string | null): string {
  const told = ipHeader ? headers.get(ipHeader) : null;
  // A chain is written left to right: only its last part is ours.
  return told?.split(',').at(-1)?.trim() || 'direct';
}
