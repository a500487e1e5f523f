import type { Bug } from '../bug.ts';

const POS = 'packages/pos/src';
const layer = 'b' as const;

/** In the shipped till: journal, second copy, recovery and what carries out the protocol. */
export const BUGS_OF_THE_TILL: readonly Bug[] = [
  {
    name: 'relaxed-journal',
    layer,
    file: `${POS}/journal/journal-db.ts`,
    find: "chromeTransactionDurability: 'strict'",
    replace: "chromeTransactionDurability: 'relaxed'",
    from: 'Odoo 125037, Replicache: sales gone after a power cut',
  },
  {
    name: 'start-empty',
    layer,
    file: `${POS}/recovery/recover.ts`,
    find: 'const whole = onlyHere.filter(({ operation }) => verifyOperation(operation).ok);',
    replace: 'const whole = onlyHere.slice(0, 0);',
    from: 'LiveStore 984: another backend or a lost store clears what was local',
  },
  {
    name: 'numbers-again-after-recovery',
    layer,
    file: `${POS}/recovery/recover.ts`,
    find: 'if (ahead.length > 0) {',
    replace: 'if (ahead.length > Number.MAX_SAFE_INTEGER) {',
    from: 'a counter that a power cut rolls back',
  },
  {
    name: 'acknowledged-when-sent',
    layer,
    file: `${POS}/sync/sync-acts.ts`,
    find: 'const answer = await ports.push(push, { gzip });',
    replace: `await settleResults(journal, 1, sent.map((opId) => ({
      opId, r: 'posted', is: 'posted', flags: [], corrections: [], at: 0,
    })));
    const answer = await ports.push(push, { gzip });`,
    from: 'Odoo 261096: half-synced orders lose their mark',
  },
  {
    name: 'another-id-each-time',
    layer,
    file: `${POS}/sync/sync-acts.ts`,
    find: 'const operations = batch.map(({ operation }) => operation);',
    replace: `const operations = batch.map(({ operation }) => ({
      ...operation, opId: operation.opId.slice(0, -4) + String(request).padStart(4, '0'),
    }));`,
    from: 'POSNext 50, ERPNext 11000: an invoice twice after a lost answer',
  },
  {
    name: 'cart-outlives-its-sale',
    layer,
    file: `${POS}/pay/sell.ts`,
    find: 'also: () => consumeCart(pos.journal, cart.cartId),',
    replace: 'also: async () => undefined,',
    from: 'Odoo 288974: a paid order is a draft again',
  },
  {
    name: 'pruned-by-the-day',
    layer,
    file: `${POS}/journal/settle.ts`,
    find: '.until(({ state: is, at = null }) => !mayPrune({ state: is, at }, serverMs, stableThrough))',
    replace:
      '.until(({ state: is }) => mayPrune({ state: is, at: null }, serverMs, stableThrough))',
    from: 'retained too short, a restored server never gets it back',
  },
  {
    name: 'restore-ignored',
    layer,
    file: `${POS}/journal/settle.ts`,
    find: 'for (const { from, to } of gaps) {',
    replace: 'for (const { from, to } of gaps.slice(0, 0)) {',
    from: 'a restore without a new offer',
  },
  {
    name: 'stalls-after-a-failure',
    layer,
    file: `${POS}/sync/driver.ts`,
    find: "this.#timer = setTimeout(() => this.#dispatch({ type: 'timer' }), effect.inMs);",
    replace:
      "if (this.#fault === null) this.#timer = setTimeout(() => this.#dispatch({ type: 'timer' }), effect.inMs);",
    from: 'PowerSync native 15, swift 179, kotlin 340: no retry until the next local write',
  },
  {
    name: 'damage-sent-on',
    layer,
    file: `${POS}/recovery/heal.ts`,
    find: 'if (broken.length === 0) return',
    replace: 'if (broken.length >= 0) return',
    from: 'bitburner 2518: a store that a power cut spoilt is taken as it is',
  },
  {
    name: 'wipe-unsaid',
    layer,
    file: `${POS}/recovery/canary.ts`,
    find: "return strangers.length > 0 ? ['journal-gone'] : [];",
    replace: 'return strangers.slice(0, 0).map(() => "journal-gone" as const);',
    from: 'electron 41877: a full disk resets the database and nobody is told',
  },
  {
    name: 'stop-at-the-first-damage',
    layer,
    file: `${POS}/copy/frame.ts`,
    find: `      at = nextMark(bytes, at + 1);
      continue;`,
    replace: '      break;',
    from: 'logs that take a torn frame for their end',
  },
  {
    name: 'copy-without-flush',
    layer,
    file: `${POS}/copy/append-log.ts`,
    find: '      this.#newest.flush();\n    } catch (fault) {',
    replace: '    } catch (fault) {',
    from: 'a second copy that lives in the same cache as the first',
  },
];
