import { type Database, openDatabase } from '@oson/db';
import { startTestServer } from '@oson/testing';
import { Monitor } from './monitor.ts';

/** Slot 0 is the shop on its first morning; the others are backups that a seed takes. */
export const SLOTS = 3;
type Table = { name: string; columns: string };

/** One embedded server for a run of seeds. A seed begins by putting the first morning back. */
export class Postgres {
  readonly db: Database;
  readonly monitor: Monitor;
  readonly #tables: readonly Table[];
  readonly #stop: () => Promise<void>;

  private constructor(
    db: Database,
    monitor: Monitor,
    tables: readonly Table[],
    stop: () => Promise<void>,
  ) {
    this.db = db;
    this.monitor = monitor;
    this.#tables = tables;
    this.#stop = stop;
  }

  static async start(): Promise<Postgres> {
    const { ownerUrl, roles, stop } = await startTestServer();
    const monitor = await Monitor.open(ownerUrl);
    // Timeouts and housekeeping of the server would strike at times that no seed decides.
    for (const setting of [`deadlock_timeout = '1h'`, 'autovacuum = off']) {
      await monitor.query(`alter system set ${setting}`);
    }
    await monitor.query('select pg_reload_conf()');
    const tables = await monitor.query<Table>(TABLES);
    const db = openDatabase(roles);
    const postgres = new Postgres(db, monitor, tables, stop);
    await postgres.#makeSlots();
    return postgres;
  }

  async #makeSlots(): Promise<void> {
    const statements = Array.from({ length: SLOTS }, (_, slot) => [
      `create schema slot_${slot}`,
      ...this.#tables.map(({ name, columns }) => {
        return `create unlogged table slot_${slot}."${name}" as select ${columns} from "${name}" limit 0`;
      }),
    ]);
    await this.monitor.query(statements.flat().join(';'));
  }

  /** Keeps everything that is committed now, as of one moment. */
  backUp(slot: number): Promise<void> {
    return this.#inOne(({ name, columns }) => [
      `delete from slot_${slot}."${name}"`,
      `insert into slot_${slot}."${name}" select ${columns} from "${name}"`,
    ]);
  }

  /** Puts everything back as it was kept, and tells nobody. */
  restore(slot: number): Promise<void> {
    return this.#inOne(({ name, columns }) => [
      `delete from "${name}"`,
      `insert into "${name}" (${columns}) overriding system value select ${columns} from slot_${slot}."${name}"`,
    ]);
  }

  /** Rows that are gone take their room until somebody sweeps. */
  async sweep(): Promise<void> {
    await this.monitor.query('vacuum');
  }

  async #inOne(statements: (table: Table) => string[]): Promise<void> {
    const begin = [
      'begin transaction isolation level repeatable read',
      // No trigger and no foreign key: the rows come as they were.
      'set local session_replication_role = replica',
    ];
    const all = [...begin, ...this.#tables.flatMap(statements), 'commit'];
    await this.monitor.query(all.join(';'));
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.monitor.close();
    await this.#stop();
  }
}

const TABLES = `select c.relname as name,
    string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = ''
  where n.nspname = 'public' and c.relkind = 'r' and c.relname <> '_prisma_migrations'
  group by 1 order by 1`;
