import pg from 'pg';
import { realPause } from './gate.ts';

/** Looks at the database from outside all strands, as its owner. */
export class Monitor {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(url: string): Promise<Monitor> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new Monitor(client);
  }

  async query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]> {
    return (await this.#client.query<Row>(text, values)).rows;
  }

  /** Reads for the outside checker. */
  sql = async <Row>(parts: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> => {
    const text = parts.reduce((sum, part, index) => `${sum}$${index}${part}`);
    return (await this.#client.query(text, values)).rows as Row[];
  };

  /** Those of these backends that wait for a lock of another one. */
  async waiting(pids: readonly number[]): Promise<Set<number>> {
    const rows = await this.query<{ pid: number }>(
      'select pid from unnest($1::int[]) as pid where cardinality(pg_blocking_pids(pid)) > 0',
      [pids],
    );
    return new Set(rows.map(({ pid }) => pid));
  }

  async cancel(pid: number): Promise<void> {
    await this.query('select pg_cancel_backend($1)', [pid]);
  }

  /** Ends backends and waits until nothing of them is left, no lock and no half-done row. */
  async end(pids: readonly number[]): Promise<void> {
    if (pids.length === 0) return;
    await this.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids]);
    for (;;) {
      const left = await this.query('select 1 from pg_stat_activity where pid = any($1::int[])', [
        pids,
      ]);
      if (left.length === 0) return;
      await realPause(1);
    }
  }

  /** Ends every connection but this one, as when the worker's process is gone. */
  async endAll(): Promise<void> {
    const rows = await this.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend'
        and pid <> pg_backend_pid()`,
    );
    await this.end(rows.map(({ pid }) => pid));
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
