import pg from 'pg';

/** Runs one reading statement; values travel as parameters. Figures come as text: no rounding. */
export type Sql = <Row>(parts: TemplateStringsArray, ...values: unknown[]) => Promise<Row[]>;

/** Reads over a connection of its own, in one read-only snapshot: the books stand still meanwhile. */
export async function withSnapshot<T>(url: string, act: (sql: Sql) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    return await act(async (parts, ...values) => {
      const text = parts.reduce((sum, part, index) => `${sum}$${index}${part}`);
      return (await client.query(text, values)).rows as never;
    });
  } finally {
    await client.end();
  }
}
