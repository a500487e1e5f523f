import type { Bug } from '../bug.ts';

const SYNC = 'packages/operations/src/sync';
const layer = 'c' as const;

/** The whole of a push in one transaction, as apply-push.ts has it. */
const TRANSACT = `function transact(db: Database, sender: Sender, push: Push, attempt: Attempt): Promise<Applied> {
  return inPush(db, sender, (tx) => applyInTransaction(tx, sender, push, attempt));
}`;

/** In the shipped operations and their SQL: what only a real database shows. */
export const BUGS_OF_THE_OPERATIONS: readonly Bug[] = [
  {
    name: 'levels-without-a-lock',
    layer,
    from: 'ElectricSQL #3854: lost update',
    file: `${SYNC}/stock-book.ts`,
    find: '      order by sku_id for update`;',
    replace: '      order by sku_id`;',
  },
  {
    name: 'counter-drawn-first',
    layer,
    from: 'seq > cursor on a bigserial lost 31 % of the rows',
    file: `${SYNC}/apply-push.ts`,
    find: TRANSACT,
    replace: `async function transact(db: Database, sender: Sender, push: Push, attempt: Attempt): Promise<Applied> {
  const [early] = await inPush(db, sender, (tx) => tx.$queryRaw\`
    update tenant_seq set n = n + 1 where tenant_id = \${tx.tenantId}::uuid returning n\`);
  return inPush(db, sender, (tx) =>
    applyInTransaction(Object.assign(tx, { early: early.n }), sender, push, attempt));
}`,
    also: [
      {
        file: `${SYNC}/close-posting.ts`,
        find: `    with seq as (
      insert into tenant_seq as s (tenant_id, n) values (\${tenant}, 1)
      on conflict (tenant_id) do update set n = s.n + 1
      returning n
    ), `,
        replace: `    with seq as (\${tx.early === undefined
      ? Prisma.sql\`update tenant_seq set n = n + 1 where tenant_id = \${tenant} returning n\`
      : Prisma.sql\`select \${tx.early}::bigint as n\`}), `,
      },
    ],
  },
  {
    name: 'outbox-after-the-commit',
    layer,
    from: 'the server dies between the rows and the job that tells of them',
    file: `${SYNC}/write-posting.ts`,
    find: "    write.insertOf(tenantId, 'job_outbox'),",
    replace: "    (((tx as any).later = write.insertOf(tenantId, 'job_outbox')), null),",
    also: [
      {
        file: `${SYNC}/apply-push.ts`,
        find: TRANSACT,
        replace: `async function transact(db: Database, sender: Sender, push: Push, attempt: Attempt): Promise<Applied> {
  let own: any;
  const applied = await inPush(db, sender, (tx) =>
    applyInTransaction((own = tx), sender, push, attempt));
  if (own.later) await inPush(db, sender, (tx) => tx.$executeRaw(own.later));
  return applied;
}`,
      },
    ],
  },
  {
    name: 'result-after-the-commit',
    layer,
    from: 'Odoo #288974: the order is there and its answer is not',
    file: `${SYNC}/close-posting.ts`,
    find: '    resultPart(results, tenant),',
    replace: '    (((tx as any).result = resultPart(results, tenant)), null),',
    also: [
      {
        file: `${SYNC}/apply-push.ts`,
        find: TRANSACT,
        replace: `async function transact(db: Database, sender: Sender, push: Push, attempt: Attempt): Promise<Applied> {
  let own: any;
  const applied = await inPush(db, sender, (tx) =>
    applyInTransaction((own = tx), sender, push, attempt));
  const n = applied.results.find((result) => result.n)?.n ?? null;
  if (own.result) await inPush(db, sender, (tx) => tx.$queryRaw\`
    with seq as (select \${n}::bigint as n), \${own.result} select n from seq\`);
  return applied;
}`,
      },
    ],
  },
  {
    name: 'erased-name-stays-on-tills',
    layer,
    from: 'our own, found by layer C: a till that had read the customer is told nothing',
    file: `${SYNC}/pull-chain-rows.ts`,
    find: '(c.archived_at is not null or c.id = any(',
    replace: '(c.id = any(',
  },
];
