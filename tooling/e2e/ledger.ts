/** What the server really holds, read by the database's owner and not by the product under test. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';

export type Ledger = {
  rows: <T extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<T[]>;
  /** One number of a statement that gives one row with one column. */
  count: (text: string, values?: unknown[]) => Promise<number>;
  /** A digest over whole tables: equal digests mean that no row changed. */
  digestOf: (tables: string[]) => Promise<string>;
  close: () => Promise<void>;
};

/** Opens the embedded database of a start with this data folder and port. */
export async function openLedger(dataDir: string, port: number): Promise<Ledger> {
  const secret = fs.readFileSync(path.join(dataDir, 'database/database-owner.secret'), 'utf8');
  const url = `postgresql://postgres:${secret}@127.0.0.1:${port}/oson`;
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // The test stops and kills the database on purpose.
  pool.on('error', () => undefined);
  const rows: Ledger['rows'] = async (text, values = []) => (await pool.query(text, values)).rows;
  return {
    rows,
    count: async (text, values) => {
      const [row] = await rows<Record<string, string>>(text, values);
      return Number(Object.values(row ?? {})[0]);
    },
    digestOf: async (tables) => {
      const hash = createHash('sha256');
      for (const table of tables) {
        const [row] = await rows<{ digest: string | null }>(
          `select md5(string_agg(t::text, chr(10) order by t::text)) as digest
           from ${pg.escapeIdentifier(table)} t`,
        );
        hash.update(`${table} ${row?.digest}\n`);
      }
      return hash.digest('hex');
    },
    close: () => pool.end(),
  };
}
