const MOMENTARY_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
/** Prisma's own codes for no connection, no place in the pool, a time-out, a write conflict. */
const MOMENTARY_PRISMA = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
]);
const MOMENTARY_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const CONNECTION_LOST =
  /connection terminated|timeout exceeded when trying to connect|server has closed the connection|connection error and is not queryable/i;
const DEPTH_MAX = 6;

/** What the database or its driver said, wherever the layers above have put it. */
export function sqlStateOf(error: unknown): string | null {
  return findIn(error, (part) => {
    for (const key of ['originalCode', 'sqlState', 'code'] as const) {
      const value = part[key];
      if (typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value) && !/^P\d/.test(value)) {
        return value;
      }
    }
    return null;
  });
}

/**
 * Whether a fault is of the moment (a lost connection, a deadlock, a time-out) and says nothing
 * about the operation. It is tried again; every other fault is the operation's own.
 */
export function isMomentary(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null && MOMENTARY_CLASSES.has(state.slice(0, 2))) return true;
  const found = findIn(error, (part) => {
    const { code, message } = part;
    const isKnown =
      typeof code === 'string' && (MOMENTARY_PRISMA.has(code) || MOMENTARY_SOCKET.has(code));
    return isKnown || (typeof message === 'string' && CONNECTION_LOST.test(message)) ? true : null;
  });
  return found === true;
}

/** A fault in a few words for the quarantine: no value of the operation, it may be a person's. */
export function describeFault(error: unknown): string {
  const state = sqlStateOf(error);
  if (state) return `database ${state}`;
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}

function findIn<T>(
  error: unknown,
  look: (part: Record<string, unknown>) => T | null,
  depth = 0,
): T | null {
  if (typeof error !== 'object' || error === null || depth > DEPTH_MAX) return null;
  const part = error as Record<string, unknown>;
  const here = look(part);
  if (here !== null) return here;
  for (const key of ['cause', 'meta', 'driverAdapterError', 'error', 'originalError']) {
    const found = findIn(part[key], look, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
