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
    name: 'levels-in-the-order-of-the-receipt',
    layer,
    from: 'rows that are locked in no order wait for each other',
    file: `${SYNC}/stock-book.ts`,
    find: '      order by sku_id for update`;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text of a file
    replace: '      order by array_position(${idSet(sorted)}, sku_id) for update`;',
    also: [
      {
        file: `${SYNC}/stock-book.ts`,
        find: 'await book.#lock(tx, storeId, [...new Set(skuIds)].sort());',
        replace: 'await book.#lock(tx, storeId, [...new Set(skuIds)]);',
      },
    ],
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
    name: 'cursor-at-a-later-head',
    layer,
    from: 'PouchDB #1240: the checkpoint stands behind what was read',
    file: `${SYNC}/pull.ts`,
    find: '  const n = more ? (page.at(-1) as ChangedPointer).n : head.n;',
    replace: '  const n = more ? (page.at(-1) as ChangedPointer).n : (await readHead(tx)).n;',
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
    name: 'lost-commit-taken-for-done',
    layer,
    from: 'PowerSync: an upload that failed counts as sent',
    file: 'packages/db/src/sql/sql-tx.ts',
    find: "    const { command } = await (end.commit ?? client.query('commit'));",
    replace:
      "    const { command } = await (end.commit ?? client.query('commit')).catch(() => ({ command: 'COMMIT' }));",
  },
  {
    name: 'place-without-a-lock',
    layer,
    from: 'our own: two pushes of one journal at once forget what the other has brought',
    file: `${SYNC}/place.ts`,
    find: '    for update of i`;',
    replace: '    `;',
  },
  {
    name: 'epoch-without-compare-and-set',
    layer,
    from: 'each till that finds the restore raises the epoch once more',
    file: 'packages/operations/src/recovery/raise-epoch.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text of a file
    find: '    where tenant_id = ${tx.tenantId}::uuid and epoch = ${found.epoch}\n',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text of a file
    replace: '    where tenant_id = ${tx.tenantId}::uuid\n',
  },
  {
    name: 'receipt-looked-up-before-the-lock',
    layer,
    from: 'Shopify, Square: a goods receipt that was pressed twice is booked twice',
    file: 'packages/operations/src/stock/receive-goods.ts',
    find: `  await lockLevels(tx, receipt.storeId, skusOf(receipt.lines));
  if (await isBookedBefore(tx, booking)) return;
`,
    replace: `  if (await isBookedBefore(tx, booking)) return;
  await lockLevels(tx, receipt.storeId, skusOf(receipt.lines));
`,
  },
  {
    name: 'price-without-a-lock',
    layer,
    from: 'our own, found by layer C: two people change the price that both have seen',
    file: 'packages/operations/src/price/set-price.ts',
    find: ' for no key update`;',
    replace: '`;',
  },
  {
    name: 'erased-name-stays-on-tills',
    layer,
    from: 'our own, found by layer C: a till that had read the customer is told nothing',
    file: `${SYNC}/pull-chain-rows.ts`,
    find: '(c.archived_at is not null or c.id = any(',
    replace: '(c.id = any(',
  },
  {
    name: 'void-of-an-earlier-shift',
    layer,
    from: 'our own, found by layer C: the count differs from the drawer that paid the money out',
    file: 'packages/operations/src/shift/recount-shifts.ts',
    find: '[...(await soldBefore(tx, rows)), ...rows]',
    replace: 'rows',
  },
];
