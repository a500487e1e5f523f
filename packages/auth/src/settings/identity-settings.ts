import { readSettings, setting } from '@oson/telemetry';
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
  /** No restore of the database goes further back than this. */
  restoreWindowDays: number;
  /** A demo start on loopback: its printed support log-in needs no second factor. */
  isDemo: boolean;
  /** Every origin is this machine's own. */
  isLoopback: boolean;
  /** The header that our own proxy sets with the caller's address; null: none is believed. */
  ipHeader: string | null;
};

const SECRET_LENGTH_MIN = 32;

const secret = z.string().min(SECRET_LENGTH_MIN);
const flag = z.string().optional();

const SCHEMA = {
  OFFICE_ORIGIN: setting(z.url(), 'address of the back office', 'https://office.example.uz'),
  CONSOLE_ORIGIN: setting(z.url(), 'address of the support console', 'https://console.example.uz'),
  POS_ORIGIN: setting(z.url(), "address of the cashier's app", 'https://pos.example.uz'),
  BETTER_AUTH_SECRET: setting(secret, 'signs sessions and codes', '32 random characters or more'),
  SERVER_SECRET: setting(
    secret,
    'signs what terminals and tickets carry; the same in web app and worker',
    '32 random characters or more',
  ),
  RECOVERY_PRIVATE_KEY: setting(
    z.string().min(1).optional(),
    'opens the files that terminals export',
    'a P-256 key, PKCS8 in base64url',
  ),
  OUTSIDE_LEDGER: setting(
    z.string().min(1).optional(),
    'file outside the database that remembers revocations and erasures',
    '/var/lib/osonsavdo/ledger.jsonl',
  ),
  RESTORE_WINDOW_DAYS: setting(
    z.coerce.number().int().min(1).default(35),
    'days behind which no restore of the database goes',
    '35',
  ),
  OSON_DEMO: setting(flag, '1: the printed demo log-ins count, on loopback only', '1'),
  CALLER_IP_HEADER: setting(
    flag,
    "header that our own proxy sets with the caller's address",
    'x-real-ip',
  ),
  VERCEL: setting(flag, 'set by Vercel itself', '1'),
};

/** Reads and checks the settings; throws with the names of what is missing. */
export function identitySettings(env: NodeJS.ProcessEnv): IdentitySettings {
  const read = readSettings(SCHEMA, env);
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
    restoreWindowDays: read.RESTORE_WINDOW_DAYS,
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
