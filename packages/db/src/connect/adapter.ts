import { neonConfig } from '@neondatabase/serverless';
import { PrismaNeon } from '@prisma/adapter-neon';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client.ts';

/** Waiting for a place in the pool and one act may take this long; the default of 2 s is too short. */
const TRANSACTION_MS = 15_000;

export type ConnectOptions = {
  /** `ws://host:port` of a local WebSocket proxy: the Neon driver against any Postgres (tests). */
  neonLocalProxy?: string | undefined;
  poolSize?: number;
};

const isNeon = (url: string) => new URL(url).hostname.endsWith('.neon.tech');

/** A Prisma client over node-postgres, or over Neon's WebSocket driver when the URL is Neon's. */
export function connect(url: string, options: ConnectOptions = {}): PrismaClient {
  const max = options.poolSize ?? 10;
  const transactionOptions = { maxWait: TRANSACTION_MS, timeout: TRANSACTION_MS };
  if (isNeon(url) || options.neonLocalProxy) {
    useLocalProxy(options.neonLocalProxy);
    const adapter = new PrismaNeon({ connectionString: url, max });
    return new PrismaClient({ adapter, transactionOptions });
  }
  const adapter = new PrismaPg({ connectionString: url, max });
  return new PrismaClient({ adapter, transactionOptions });
}

function useLocalProxy(address: string | undefined): void {
  if (!address) return;
  const host = address.replace(/^wss?:\/\//, '');
  neonConfig.wsProxy = (target, port) => `${host}/v1?address=${target}:${port}`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
  neonConfig.pipelineTLS = false;
}
