import { expect, test, vi } from 'vitest';
import { type Leadership, lead } from './leader.ts';

type Waiting = { start: (lock: Lock) => void };

/** Web Locks of one browser, as far as one name needs them. */
function testLocks() {
  let holder: { steal: () => void } | null = null;
  const line: Waiting[] = [];
  const lock = { name: 'pos', mode: 'exclusive' } as Lock;
  const grant = (callback: LockGrantedCallback<unknown>) =>
    new Promise<unknown>((resolve, reject) => {
      const me = { steal: () => reject(new DOMException('stolen', 'AbortError')) };
      holder = me;
      Promise.resolve(callback(lock)).then((value) => {
        if (holder !== me) return;
        holder = null;
        resolve(value);
        line.shift()?.start(lock);
      }, reject);
    });
  const request = (
    _name: string,
    options: LockOptions,
    callback: LockGrantedCallback<unknown>,
  ): Promise<unknown> => {
    if (options.steal) {
      const old = holder as { steal: () => void } | null;
      const granted = grant(callback);
      old?.steal();
      return granted;
    }
    if (!holder) return grant(callback);
    if (options.ifAvailable) return Promise.resolve(callback(null));
    return new Promise((resolve, reject) => {
      const waiting = { start: () => void grant(callback).then(resolve, reject) };
      line.push(waiting);
      options.signal?.addEventListener('abort', () => {
        line.splice(line.indexOf(waiting), 1);
        reject(options.signal?.reason as Error);
      });
    });
  };
  return { request: request as LockManager['request'] };
}

function aTab(locks: ReturnType<typeof testLocks>) {
  const seen: string[] = [];
  const leadership: Leadership = lead(locks, {
    onLead: () => seen.push('leads'),
    onWait: () => seen.push('waits'),
    onLost: () => seen.push('lost'),
  });
  return { seen, leadership };
}

test('[DEV8] the first tab leads, the second waits until it is gone', async () => {
  const locks = testLocks();
  const first = aTab(locks);
  const second = aTab(locks);
  await vi.waitFor(() => expect(second.seen).toEqual(['waits']));
  expect(first.seen).toEqual(['leads']);

  first.leadership.leave();

  await vi.waitFor(() => expect(second.seen).toEqual(['waits', 'leads']));
});

test('[DEV9] taking over stops the other tab, which then waits for its turn', async () => {
  const locks = testLocks();
  const first = aTab(locks);
  const second = aTab(locks);
  await vi.waitFor(() => expect(second.seen).toEqual(['waits']));

  second.leadership.takeOver();
  await vi.waitFor(() => expect(first.seen).toEqual(['leads', 'lost']));
  expect(second.seen).toEqual(['waits', 'leads']);

  second.leadership.leave();
  await vi.waitFor(() => expect(first.seen).toEqual(['leads', 'lost', 'leads']));
});
