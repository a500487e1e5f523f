import type { Bug } from '../bug.ts';

const SERVER = 'packages/simulator/src/model/server';
const layer = 'a' as const;

/** In the model of the server: what the protocol asks of the real one. */
export const BUGS_OF_THE_SERVER: readonly Bug[] = [
  {
    name: 'no-idempotency',
    layer,
    from: 'POSNext #50, ERPNext #11000: duplicate invoices after offline',
    file: `${SERVER}/take-push.ts`,
    find: '    if (known || taken.has(op.opId)) {',
    replace: '    if (taken.has(op.opId)) {',
  },
  {
    name: 'known-by-its-number',
    layer,
    from: 'idempotency by (device, seq)',
    file: `${SERVER}/take-push.ts`,
    find: '    const known = place.db.ops.get(op.opId);\n    if (known',
    replace: `    const places = place.db.places.get(op.incarnation);
    const known = place.db.ops.get(places?.get(op.seq) ?? op.opId);
    if (known`,
    also: [
      {
        file: `${SERVER}/take-push.ts`,
        find: '  const stored = db.ops.get(opId) as StoredOp;',
        replace: '  const stored = db.ops.get(opId) ?? ([...db.ops.values()][0] as StoredOp);',
      },
    ],
  },
  {
    name: 'deleted-without-a-trace',
    layer,
    from: 'WatermelonDB: deleted rows come back',
    file: `${SERVER}/office.ts`,
    find: '    writeRow(books, { ...row, deleted: true, data: {} });',
    replace: '    db.rows.delete(key);',
  },
  {
    name: 'poison-blocks-the-queue',
    layer,
    from: 'hercycle-ai #313, LiveStore #1552: one bad operation strands the client',
    file: `${SERVER}/take-push.ts`,
    find: '    if (!(fault instanceof OperationFault) || !single) throw fault;',
    replace:
      "    if (single) throw new RefusedRequest(500, 'UNEXPECTED');\n    if (op) throw fault;",
  },
  {
    name: 'restore-without-an-epoch',
    layer,
    from: 'LiveStore #984: a backend change that nobody is told of',
    file: `${SERVER}/doors.ts`,
    find: '    db.epoch += 1;\n',
    replace: '',
  },
  {
    name: 'tenant-of-the-session',
    layer,
    from: 'the session tenant used for old operations',
    file: `${SERVER}/doors.ts`,
    find: '    this.#server.run(db.tenant, this.#taken(who, ops, cause), done);',
    replace: `    const [first = db] = this.#server.dbs.values();
    this.#server.run(first.tenant, this.#taken({ ...who, db: first }, ops, cause), done);`,
  },
  {
    name: 'counter-first',
    layer,
    from: 'seq > cursor on a bigserial lost 31 % of the rows',
    file: `${SERVER}/office.ts`,
    find: "    yield mark('rows-written');\n    yield lock('counter');\n    const books = this.#books(db, new Map());\n    yield mark('before-commit');",
    replace:
      "    const books = this.#books(db, new Map());\n    db.n += 1;\n    for (let slow = 0; slow < 40; slow++) yield mark('before-commit');",
    also: [
      {
        file: `${SERVER}/office.ts`,
        find: '    books.db.n = books.n;',
        replace: '    books.db.n = Math.max(books.db.n, books.n);',
      },
    ],
  },
  {
    name: 'stock-without-a-lock',
    layer,
    from: 'ElectricSQL #3854: lost update',
    file: `${SERVER}/take-push.ts`,
    find: '  for (const key of [...keys].sort()) yield lock(`stock:${key}`);\n',
    replace: '',
  },
  {
    name: 'oversell-at-zero',
    layer,
    from: 'our own: the last one on the shelf is no oversell',
    file: `${SERVER}/apply.ts`,
    find: 'if (sign === 1 && counted && after < 0)',
    replace: 'if (sign === 1 && counted && after <= 0)',
  },
  {
    name: 'oversell-flag-once-for-all',
    layer,
    from: 'our own: only the first of several is flagged',
    file: `${SERVER}/apply.ts`,
    find: 'counted && after < 0) flags',
    replace: 'counted && after < 0 && after + quantity >= 0) flags',
  },
  {
    name: 'loss-not-counted',
    layer,
    from: 'Odoo #125037: the till starts empty and nobody notices',
    file: `${SERVER}/doors.ts`,
    find: "    db.incidents.push({ kind: 'loss', incarnation: old, fromSeq, toSeq: null, cause });",
    replace:
      "    if (cause === '') db.incidents.push({ kind: 'loss', incarnation: old, fromSeq, toSeq: null, cause });",
  },
  {
    name: 'outcome-not-told',
    layer,
    from: 'Odoo #288974: the till never learns what became of its order',
    file: `${SERVER}/apply.ts`,
    find: '  else tellTerminal(books, stored);',
    replace: '  else if (n < 0) tellTerminal(books, stored);',
  },
  {
    name: 'void-waits-for-ever',
    layer,
    from: 'LiveStore #641: the parent is there and the child still waits',
    file: `${SERVER}/take-push.ts`,
    find: '  const work = [...decided, ...awaited(place, decided)];',
    replace: '  const work = [...decided, ...awaited(place, []).filter(() => decided.length < 0)];',
  },
  {
    name: 'page-without-its-head',
    layer,
    from: 'our own, found by layer A: a restore between two pages of one pull',
    file: `${SERVER}/give-rows.ts`,
    find: '  if (bytesAt(db, n) !== bytes || bytesAt(db, head) !== headBytes)',
    replace: '  if (bytesAt(db, n) !== bytes || (head < 0 && headBytes))',
    also: [
      {
        file: `${SERVER}/give-rows.ts`,
        find: '  if (n > db.n || head > db.n)',
        replace: '  if (n > db.n)',
      },
    ],
  },
  {
    name: 'import-stays-with-its-carrier',
    layer,
    from: 'our own, found by layer A: the outcome goes to who carried the file',
    file: `${SERVER}/office.ts`,
    find: '  return db.terminals.get(sealer ?? terminal);',
    replace: '  return db.terminals.get(terminal) ?? db.terminals.get(sealer ?? terminal);',
  },
  {
    name: 'erasure-forgotten-by-a-restore',
    layer,
    from: 'erasures are kept outside the backup',
    file: `${SERVER}/model-server.ts`,
    find: '    for (const db of this.dbs.values()) this.#eraseAgain(db);',
    replace: '    this.erased.clear();',
  },
  {
    name: 'forked-operation-refused',
    layer,
    from: 'Replicache: a mutation id from the past is skipped',
    file: `${SERVER}/take-push.ts`,
    find: "flags.push('fork');",
    replace: "return { op, from, isNew: true, cause: null, flags, state: 'rejected' };",
  },
  {
    name: 'held-up-to-the-last',
    layer,
    from: 'Replicache lastMutationID: one number stands for all below it',
    file: `${SERVER}/tenant-db.ts`,
    find: '    if (last && last.to === seq - 1) {',
    replace: '    if (last) {',
  },
  {
    name: 'quarantine-half-done',
    layer,
    from: 'Dexie Cloud: a repair that is applied twice',
    file: `${SERVER}/office.ts`,
    find: "    if (still?.state !== 'quarantined') return null;",
    replace: '    if (!still) return null;',
  },
  {
    name: 'commit-in-two-halves',
    layer,
    from: 'the server dies between the operation and its rows',
    file: `${SERVER}/take-push.ts`,
    find: "  yield mark('before-counter');\n",
    replace:
      "  for (const { op, from, state, isNew } of work) {\n    if (!isNew) continue;\n    const early = { op, terminal: from.id, store: from.store, state, cause: null };\n    db.ops.set(op.opId, { ...early, n: null, flags: [], at: 0, soldAt: 0 });\n  }\n  yield mark('before-counter');\n",
  },
];
