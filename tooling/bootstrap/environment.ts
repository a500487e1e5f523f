/** What every process of a local start gets as its environment: addresses, secrets, data folder. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const DATA_DIR = process.env.OSON_DATA_DIR ?? path.join(ROOT, '.data');

const DEFAULT_PORT_BASE = 3000;

export type Ports = { web: number; worker: number; postgres: number };

/** Three neighbouring ports from PORT_BASE: web, worker, embedded Postgres. */
export function portsFrom(env: NodeJS.ProcessEnv): Ports {
  const base = Number(env.PORT_BASE ?? DEFAULT_PORT_BASE);
  if (!Number.isInteger(base) || base < 1024 || base > 65_000) {
    throw new Error(`PORT_BASE must be a whole number from 1024 to 65000, not "${env.PORT_BASE}"`);
  }
  return { web: base, worker: base + 1, postgres: base + 2 };
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Secrets of a local start, made once and kept in the git-ignored data folder. */
export type LocalSecrets = {
  serverSecret: string;
  authSecret: string;
  signingKey: string;
  eventKey: string;
  /** Base64url PKCS8: what devices encrypt exports of unsent sales to. */
  recoveryKey: string;
};

export function localSecrets(dataDir: string): LocalSecrets {
  const file = path.join(dataDir, 'secrets.json');
  const kept = fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<LocalSecrets>)
    : {};
  if (kept.recoveryKey && kept.serverSecret) return kept as LocalSecrets;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secrets: LocalSecrets = {
    serverSecret: randomBytes(32).toString('base64url'),
    authSecret: randomBytes(32).toString('base64url'),
    signingKey: `signkey-prod-${randomBytes(32).toString('hex')}`,
    eventKey: randomBytes(24).toString('hex'),
    recoveryKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
    // What an older start has made stays.
    ...kept,
  };
  fs.mkdirSync(dataDir, { recursive: true });
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.tmp`, file);
  return secrets;
}

/** What no restore may undo lies beside the database, in no backup of it. */
export const outsideLedger = (dataDir: string) => path.join(dataDir, 'outside', 'ledger.jsonl');

/** Whatever the caller's environment already says stands; the rest gets a local value. */
export function localEnvironment(ports: Ports, dataDir: string): NodeJS.ProcessEnv {
  const secrets = localSecrets(dataDir);
  const webOrigin = `http://localhost:${ports.web}`;
  return {
    SERVER_SECRET: secrets.serverSecret,
    BETTER_AUTH_SECRET: secrets.authSecret,
    RECOVERY_PRIVATE_KEY: secrets.recoveryKey,
    OUTSIDE_LEDGER: outsideLedger(dataDir),
    INNGEST_SIGNING_KEY: secrets.signingKey,
    INNGEST_EVENT_KEY: secrets.eventKey,
    INNGEST_BASE_URL: `http://127.0.0.1:${ports.worker}`,
    JOBS_ENGINE: 'embedded',
    OFFICE_ORIGIN: webOrigin,
    POS_ORIGIN: webOrigin,
    CONSOLE_ORIGIN: webOrigin,
    WORKER_ORIGIN: `http://localhost:${ports.worker}`,
    OSON_DEMO: '1',
    ...process.env,
  };
}
