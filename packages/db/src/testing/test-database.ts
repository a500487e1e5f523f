import { randomBytes } from 'node:crypto';
import { type Database, type DatabaseUrls, openDatabase } from '../database.ts';
import pg from 'pg';
import { inject } from 'vitest';
import { TEMPLATE, type TestServer } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The run's server; provided by packages/testing/src/global-setup.ts. */
    postgres: TestServer;
  }
}

export type TestDatabase = {
  db: Database;
  /** The owner of the schema, for what no role of the product may do. */
  ownerUrl: string;
  /** URLs of the four roles, for tests that open pools of their own. */
  urls: DatabaseUrls;
  /** Runs SQL as the owner, in one session: for what no role of the product may do. */
  query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
};

/** A fresh, migrated, empty database of its own; call `close` in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const { ownerUrl, roles } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(ownerUrl, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  const here = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const urls: DatabaseUrls = {
    app: here(roles.app),
    auth: here(roles.auth),
    support: here(roles.support),
    jobs: here(roles.jobs),
  };
  const db = openDatabase(urls);
  let owner: Promise<pg.Client> | null = null;
  const query: TestDatabase['query'] = async (sql, values) => {
    owner ??= connected(here(ownerUrl));
    return (await (await owner).query(sql, values)).rows as never;
  };
  const close = async () => {
    await (await owner)?.end();
    await db.close();
    await asOwner(ownerUrl, (client) => client.query(`drop database ${name} with (force)`));
  };
  return { db, ownerUrl: here(ownerUrl), urls, query, close };
}

/** Runs SQL as the cluster's owner, from the server's own database. */
async function asOwner(
  ownerUrl: string,
  act: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const url = Object.assign(new URL(ownerUrl), { pathname: '/postgres' });
  const client = await connected(url.toString());
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
