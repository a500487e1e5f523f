import { z } from 'zod';

/** What accounts need to know of the deployment; read once from the environment. */
export type IdentitySettings = {
  officeOrigin: string;
  consoleOrigin: string;
  posOrigin: string;
  /** Signs session cookies and codes; never stored in the database. */
  secret: string;
  /** Signs what terminals get; never stored in the database. */
  serverSecret: string;
  /** Base64url PKCS8 of the key that exports are encrypted to; absent: it comes from serverSecret. */
  recoveryPrivateKey?: string | undefined;
  /** File outside every backup that holds what no restore may undo. */
  outsideLedger?: string | undefined;
  /** A demo start on loopback: its printed support log-in needs no second factor. */
  isDemo: boolean;
  /** Every origin is this machine's own. */
  isLoopback: boolean;
  /** The header that our own proxy sets with the caller's address; null: none is believed. */
  ipHeader: string | null;
};

const SECRET_LENGTH_MIN = 32;

const environment = z.object({
  OFFICE_ORIGIN: z.url(),
  CONSOLE_ORIGIN: z.url(),
  POS_ORIGIN: z.url(),
  BETTER_AUTH_SECRET: z.string().min(SECRET_LENGTH_MIN),
  SERVER_SECRET: z.string().min(SECRET_LENGTH_MIN),
  RECOVERY_PRIVATE_KEY: z.string().min(1).optional(),
  OUTSIDE_LEDGER: z.string().min(1).optional(),
  OSON_DEMO: z.string().optional(),
  CALLER_IP_HEADER: z.string().optional(),
  VERCEL: z.string().optional(),
});

/** Reads and checks the settings; throws with the names of what is missing. */
export function identitySettings(env: NodeJS.ProcessEnv): IdentitySettings {
  const read = environment.parse(env);
  const origins = [read.OFFICE_ORIGIN, read.CONSOLE_ORIGIN, read.POS_ORIGIN];
  const isLoopback = origins.every(isLoopbackOrigin);
  return {
    officeOrigin: new URL(read.OFFICE_ORIGIN).origin,
    consoleOrigin: new URL(read.CONSOLE_ORIGIN).origin,
    posOrigin: new URL(read.POS_ORIGIN).origin,
    secret: read.BETTER_AUTH_SECRET,
    serverSecret: read.SERVER_SECRET,
    recoveryPrivateKey: read.RECOVERY_PRIVATE_KEY,
    outsideLedger: read.OUTSIDE_LEDGER,
    isDemo: read.OSON_DEMO === '1' && isLoopback,
    isLoopback,
    // Vercel overwrites this header; anybody else may have written what a caller sends.
    ipHeader: read.CALLER_IP_HEADER ?? (read.VERCEL ? 'x-real-ip' : null),
  };
}

/** True for addresses that only this machine can reach. */
export function isLoopbackOrigin(origin: string): boolean {
  const { hostname } = new URL(origin);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
