import type { Bug } from '../bug.ts';

const DEVICE = 'packages/simulator/src/model/device';
const layer = 'a' as const;

/** In what a host does around sync-core: the same mistakes the shipped client could make. */
export const BUGS_OF_THE_HOST: readonly Bug[] = [
  {
    name: 'stored-on-send',
    layer,
    from: 'acknowledged when sent',
    file: `${DEVICE}/page.ts`,
    find: "    this.device.world.hit('push-sent', this.device);",
    replace: `    for (const { op } of batch) {
      const { records } = this.device.disk.journal;
      const rec = records.get(op.opId);
      if (rec) records.set(op.opId, { ...rec, state: 'posted', at: this.device.wallMs });
    }
    this.device.world.hit('push-sent', this.device);`,
  },
  {
    name: 'dropped-on-401',
    layer,
    from: 'hercycle-ai #313: a 401 deletes the queue',
    file: `${DEVICE}/page.ts`,
    find: '      if (reply.status !== 200) {\n        return this.send({',
    replace: `      if (reply.status !== 200) {
        if (reply.status === 401) {
          for (const opId of sent) this.device.disk.journal.records.delete(opId);
        }
        return this.send({`,
  },
  {
    name: 'relaxed-durability',
    layer,
    from: 'Odoo #125037: paid orders gone after a power cut; Replicache opens relaxed',
    file: `${DEVICE}/disk.ts`,
    find: 'this.#write({ apply, done, relaxed: false, gone: false }, this.#random.between(1, 25));',
    replace:
      'this.#write({ apply, done, relaxed: true, gone: false }, this.#random.between(1, 25));',
  },
  {
    name: 'cursor-before-rows',
    layer,
    from: 'PouchDB #1240: a checkpoint ahead of the data',
    file: `${DEVICE}/page.ts`,
    find: '      const apply = () => this.device.writeRows(effect);',
    replace: `      this.device.disk.catalogue.cursor = answer.cursor;
      const apply = () => this.device.writeRows(effect);`,
  },
  {
    name: 'stash-over-an-epoch',
    layer,
    from: 'the stash was kept over an epoch reset',
    file: `${DEVICE}/page.ts`,
    find: '{ stash: new Map(), cursor: null, through: 0 }',
    replace: '{ cursor: null, through: 0 }',
    also: [
      {
        file: `${DEVICE}/device.ts`,
        find: '      catalogue.rows = new Map();\n      catalogue.stash = new Map();',
        replace: '      catalogue.rows = new Map();',
      },
      {
        file: 'packages/sync-core/src/on-hello.ts',
        find: 'stashed: newEpoch ? [] : state.stashed,',
        replace: 'stashed: state.stashed,',
      },
    ],
  },
  {
    name: 'positions-over-an-epoch',
    layer,
    from: 'n is compared only inside one epoch',
    file: `${DEVICE}/journal-acts.ts`,
    find: '  if (turned) {\n',
    replace: '  if (turned && answer.epoch < 0) {\n',
  },
  {
    name: 'old-life-forgotten',
    layer,
    from: 'Dexie Cloud #2140: a log-in dropped local rows',
    file: `${DEVICE}/journal-acts.ts`,
    find: '    journal.earlier = [...earlier, { ...old, maxSeq, lastHash, told: false, fromCopy: false }];',
    replace:
      "    journal.earlier = earlier.filter(() => maxSeq < 0 || lastHash === '' || old.key === '');",
  },
  {
    name: 'chain-goes-on-in-a-new-life',
    layer,
    from: 'our own: numbers of the old life under the new one',
    file: `${DEVICE}/journal-acts.ts`,
    find: '  journal.chain = { seq: 0, lastHash, receipts: 0 };',
    replace: '  journal.chain = { ...chain, lastHash: chain.lastHash || lastHash };',
  },
  {
    name: 'receipt-counter-apart',
    layer,
    from: 'POSNext #50, ERPNext #11000, OCA/pos #512: a number given twice',
    file: `${DEVICE}/journal-acts.ts`,
    find: '  journal.chain = { seq: op.seq, lastHash: op.hash, receipts };',
    replace:
      '  journal.chain = { seq: op.seq, lastHash: op.hash, receipts: Math.min(receipts, 3) };',
  },
  {
    name: 'erased-body-kept',
    layer,
    from: 'our own, found by layer A: the second copy brings an erased body back',
    file: `${DEVICE}/journal-acts.ts`,
    find: '  return op.body === undefined ? op : eraseBody(op);',
    replace: '  return op;',
  },
  {
    name: 'second-copy-not-read',
    layer,
    from: 'Electron #41877, bitburner #2518: the database was reset and nobody looked elsewhere',
    file: `${DEVICE}/journal-acts.ts`,
    find: '    if (!journal.records.has(op.opId)) addCopied(',
    replace: '    if (journal.records.size < 0) addCopied(',
  },
  {
    name: 'corrupt-record-in-silence',
    layer,
    from: 'a mismatch is an incident, never a silent empty start',
    file: `${DEVICE}/device.ts`,
    find: "      this.noteLoss({ incarnation, fromSeq: seq, toSeq: seq, cause: 'corrupt' });",
    replace:
      "      if (seq < 0) this.noteLoss({ incarnation, fromSeq: seq, toSeq: seq, cause: '' });",
  },
  {
    name: 'printed-before-the-disk',
    layer,
    from: 'Odoo #288974: the receipt was out before the order was safe',
    file: `${DEVICE}/device.ts`,
    find: '      world.sealed(this, rec);\n      return undo;',
    replace: `      world.sealed(this, rec);
      return undo;
    };
    const early = sealInto({ ...disk.journal, records: new Map() }, { opId, type, body, clocks, ...about });
    world.printed(this, early.rec);
    const unused = () => {
      return early.undo;`,
  },
  {
    name: 'outcome-overlooked',
    layer,
    from: 'Odoo #261096: half-synced orders lose their mark',
    file: `${DEVICE}/page.ts`,
    find: '      for (const outcome of outcomes) takeOutcome(disk, epoch, outcome);',
    replace: '      for (const outcome of outcomes.slice(1)) takeOutcome(disk, epoch, outcome);',
  },
  {
    name: 'results-lost-in-memory',
    layer,
    from: 'RxDB 16.18.0: a reload in the middle of a push is never made up for',
    file: `${DEVICE}/device.ts`,
    find: "    page.send({ type: disk.journal.losses.some(({ told }) => !told) ? 'report-wanted' : 'timer' });",
    replace: "    if (disk.journal.chain.seq === 0) page.send({ type: 'timer' });",
  },
];
