/** What is pulled: rows, kinds of the future, snapshots, and how long a record stays. */
import { type PullAnswer, type PullRow, RETAIN_MS } from '@oson/contract';
import { describe, expect, test } from 'vitest';
import { greeted, terminal } from './fixtures/terminal-by-hand.ts';
import { mayPrune } from './retention.ts';
import { REQUEST_MS_MAX, SNAPSHOT_MS_MAX } from './round.ts';
import { shownOnHand, splitRows, supersedes } from './rows.ts';

const row = (kind: string, version = 1) => ({ kind, id: 'x', version }) as unknown as PullRow;
const snapshot = { url: '/s', digest: 'd1', rows: 9000, bytes: 300_000 };

describe('[PULL8] kinds that this version does not know', () => {
  const rows = [row('sku'), row('gift-card'), row('price')];

  test('are told apart from those it reads', () => {
    const split = splitRows(rows, ['sku', 'price']);
    expect(split.rows.map(({ kind }) => kind)).toEqual(['sku', 'price']);
    expect(split.stash.map(({ kind }) => kind)).toEqual(['gift-card']);
    expect(splitRows(rows, null)).toEqual({ rows, stash: [] });
  });

  test('are stashed in the transaction that writes the cursor', () => {
    const it = greeted(0, { kinds: ['sku', 'price'] });
    it.pull({ rows });
    expect(it.asked).toMatchObject([
      { type: 'save-rows', rows: [rows[0], rows[2]], stash: [rows[1]], fresh: false },
    ]);
  });

  test('are applied after an update, before newer rows come, and once', () => {
    const it = terminal({}, { kinds: ['sku', 'gift-card'], stashed: ['gift-card', 'robot'] });
    it.trigger('timer');
    it.hello();
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'save-stash', kinds: ['gift-card'] }]);
    expect(it.state.stashed).toEqual(['gift-card']);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
    it.pull();
    it.saved(0);
    expect(it.state).toMatchObject({ step: 'idle', stashed: [] });
  });

  test('a stash that could not be applied is tried again', () => {
    const it = terminal({}, { stashed: ['gift-card'] });
    it.trigger('timer');
    it.hello();
    it.saved(0);
    it.answer({ type: 'save-failed' });
    it.pass(60_000);
    it.trigger('timer');
    it.hello();
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'save-stash', kinds: ['gift-card'] }]);
  });

  test('[RESTORE2] another epoch drops the stash', () => {
    const it = terminal({}, { stashed: ['gift-card'] });
    it.trigger('timer');
    it.hello({ epoch: 2 });
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: true }]);
  });

  test('[CASE1] a terminal that pulls nothing leaves its stash alone', () => {
    const it = terminal({}, { stashed: ['gift-card'] });
    it.trigger('timer');
    it.hello({ terminalState: 'revoked' });
    it.saved(0);
    expect(it.state.step).toBe('idle');
  });
});

describe('[PULL1] a row', () => {
  test('applies only above the local version', () => {
    expect(supersedes({ version: 3 }, undefined)).toBe(true);
    expect(supersedes({ version: 3 }, { version: 2 })).toBe(true);
    expect(supersedes({ version: 3 }, { version: 3 })).toBe(false);
    expect(supersedes({ version: 2 }, { version: 3 })).toBe(false);
  });
});

describe('[PULL10] an answer from zero', () => {
  test('replaces everything, whatever cursor was sent; the page behind it does not', () => {
    const it = greeted(0);
    it.pull({ fromZero: true, more: true });
    expect(it.asked).toMatchObject([{ type: 'save-rows', fresh: true }]);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: false }]);
    it.pull();
    expect(it.asked).toMatchObject([{ type: 'save-rows', fresh: false }]);
  });
});

describe('[PULL11] a snapshot', () => {
  const pointing = (over: Partial<PullAnswer> = {}) => {
    const it = greeted(0, { cursorEpoch: null });
    it.pull({ snapshot, more: true, ...over });
    return it;
  };

  test('is fetched, held against its digest, written, and followed by the changes since', () => {
    const it = pointing();
    expect(it.asked).toEqual([{ type: 'fetch-snapshot', request: it.state.request, snapshot }]);
    expect(it.effects[0]).toEqual({ type: 'keep-nonce', nonce: 'n-pull' });
    expect(it.wakeInMs).toBe(REQUEST_MS_MAX);
    it.answer({ type: 'snapshot-fetched', digest: 'd1' });
    expect(it.asked).toMatchObject([{ type: 'save-snapshot', answer: { snapshot } }]);
    expect(it.state).toMatchObject({ snapshot: null, cursorEpoch: null });
    it.saved(0);
    expect(it.state.cursorEpoch).toBe(1);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: false }]);
  });

  test('that is all there is ends the round', () => {
    const it = pointing({ more: false });
    it.answer({ type: 'snapshot-fetched', digest: 'd1' });
    it.saved(0);
    expect(it.state.step).toBe('idle');
  });

  test('with other bytes is not written', () => {
    const it = pointing();
    it.answer({ type: 'snapshot-fetched', digest: 'other' });
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'network', snapshot: null });
    expect(it.state.cursorEpoch).toBeNull();
  });

  test('that hangs is given up like any request', () => {
    const it = pointing();
    it.pass(REQUEST_MS_MAX);
    it.trigger('timer');
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'network' });
  });

  test('may take longer while bytes come, as long as its address lives', () => {
    const it = pointing();
    let passed = 0;
    for (; passed < SNAPSHOT_MS_MAX - REQUEST_MS_MAX; passed += 50_000) {
      it.pass(50_000);
      it.answer({ type: 'snapshot-progress' });
      expect(it.wakeInMs).toBe(Math.min(REQUEST_MS_MAX, SNAPSHOT_MS_MAX - passed - 50_000));
      it.trigger('visible');
      expect(it.state.step).toBe('fetch-snapshot');
    }
    it.pass(SNAPSHOT_MS_MAX - passed);
    it.answer({ type: 'snapshot-progress' });
    expect(it.wakeInMs).toBe(0);
    it.trigger('timer');
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'network' });
  });

  test.each([
    [{ kind: 'network' } as const, 'network'],
    [{ kind: 'refused', status: 410, code: 'NOT_FOUND' } as const, 'refused'],
  ])('that cannot be fetched is asked for again later: %j', (fault, cause) => {
    const it = pointing();
    it.fail(fault);
    expect(it.state).toMatchObject({ step: 'waiting', cause, snapshot: null });
    it.pass(60_000);
    it.trigger('timer');
    it.hello();
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: true }]);
  });

  test('an expired nonce at the file asks for the pull again', () => {
    const it = pointing();
    it.fail({ kind: 'nonce', nonce: 'newer' });
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: true }]);
  });

  test('of another epoch than the hello leads to a new hello', () => {
    const it = pointing({ epoch: 2 });
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });
});

describe('[DEV2] on-hand as shown', () => {
  const pulled = { quantity: 9000, n: 10, epoch: 1, through: 0 };
  const own = { delta: -1000, n: null, epoch: null, ends: false };

  test('is the pulled value and the own movements that it does not cover', () => {
    expect(shownOnHand(pulled, [])).toBe(9000);
    expect(shownOnHand(pulled, [own, { ...own, delta: 500 }])).toBe(8500);
  });

  test.each([
    ['posted at the same position', { n: 10, epoch: 1 }, 9000],
    ['posted before', { n: 9, epoch: 1 }, 9000],
    ['posted behind', { n: 11, epoch: 1 }, 8000],
    ['[RESTORE3] posted before in another epoch', { n: 9, epoch: 2 }, 8000],
    ['rejected', { ends: true }, 9000],
    ['rejected behind', { n: 11, epoch: 1, ends: true }, 9000],
  ])('%s: an own movement of -1', (_, over, shown) => {
    expect(shownOnHand(pulled, [{ ...own, ...over }])).toBe(shown);
  });

  test('a whole pull covers what was posted up to its end, though the row itself is older', () => {
    const posted = { ...own, n: 12, epoch: 1 };
    expect(shownOnHand({ ...pulled, through: 12 }, [posted])).toBe(9000);
    expect(shownOnHand({ ...pulled, through: 11 }, [posted])).toBe(8000);
  });
});

describe('[DEV6] [HELLO6] a record', () => {
  const now = 1_764_000_000_000;
  const stable = now - RETAIN_MS;

  test.each([
    ['posted', stable - 1, stable, true],
    ['quarantined', stable - 1, stable, true],
    ['rejected', stable - 1, stable, true],
    ['erased', stable - 1, stable, true],
    ['posted', stable, stable, false],
    ['posted', stable - 1, stable - 1, false],
    ['posted', stable - 2, stable - 1, true],
    // No restore goes behind now, but 35 days are not over.
    ['posted', now - 1, now, false],
    ['sealed', stable - 1, stable, false],
    ['waiting', stable - 1, stable, false],
    ['posted', null, stable, false],
  ] as const)('%s at %s, stable through %s: may leave %s', (state, at, through, may) => {
    expect(mayPrune({ state, at }, now, through)).toBe(may);
  });
});
