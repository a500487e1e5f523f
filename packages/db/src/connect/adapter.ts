import { neonConfig } from '@neondatabase/serverless';
import { metrics } from '@oson/telemetry';
import { PrismaNeon } from '@prisma/adapter-neon';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client.ts';

/** One act may take this long, and wait so long for a place in the pool: 2 s are too short. */
const TRANSACTION_MS = 15_000;

export type ConnectOptions = {
  /** `ws://host:port` of a local WebSocket proxy: the Neon driver against any Postgres (tests). */
  neonLocalProxy?: string | undefined;
  poolSize?: number;
  /** How long an act waits for a place in the pool, ms; 15 s unless told. */
  waitMs?: number;
};

/** Who asks, for the metrics: a role of the database. */
export type DatabaseRole = 'app' | 'auth' | 'support' | 'jobs';

const isNeon = (url: string) => new URL(url).hostname.endsWith('.neon.tech');

/** Whether an address is spoken to by Neon's driver; points that at the local proxy when told to. */
export function isNeonAddress(url: string, options: ConnectOptions): boolean {
  useLocalProxy(options.neonLocalProxy);
  return isNeon(url) || options.neonLocalProxy !== undefined;
}

/** A Prisma client over node-postgres, or over Neon's WebSocket driver when the URL is Neon's. */
export function connect(
  role: DatabaseRole,
  url: string,
  options: ConnectOptions = {},
): PrismaClient {
  const client = new PrismaClient({
    adapter: adapterFor(url, options),
    transactionOptions: {
      maxWait: options.waitMs ?? TRANSACTION_MS,
      timeout: Math.max(TRANSACTION_MS, options.waitMs ?? 0),
    },
    log: [{ emit: 'event', level: 'query' }],
  });
  client.$on('query', ({ duration }) => metrics.dbQuerySeconds.observe({ role }, duration / 1000));
  return client;
}

function adapterFor(url: string, options: ConnectOptions): PrismaPg | PrismaNeon {
  const max = options.poolSize ?? 10;
  if (!isNeon(url) && !options.neonLocalProxy) return new PrismaPg({ connectionString: url, max });
  useLocalProxy(options.neonLocalProxy);
  return new PrismaNeon({ connectionString: url, max });
}

function useLocalProxy(address: string | undefined): void {
  if (!address) return;
  const host = address.replace(/^wss?:\/\//, '');
  neonConfig.wsProxy = (target, port) => `${host}/v1?address=${target}:${port}`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
  neonConfig.pipelineTLS = false;
}
