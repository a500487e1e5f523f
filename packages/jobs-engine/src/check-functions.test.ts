import { expect, test } from 'vitest';
import { readCron, unsupportedIn } from './check-functions.ts';
import type { FunctionConfig } from './protocol.ts';

const plain: FunctionConfig = {
  id: 'shop-one',
  name: 'one',
  triggers: [{ event: 'shop/one' }],
  steps: { step: { runtime: { url: 'http://127.0.0.1/api/inngest' } } },
};

test('a function inside the subset is taken', () => {
  expect(unsupportedIn([plain])).toEqual([]);
  const limited = { ...plain, concurrency: { limit: 2, key: 'event.data.tenantId' } };
  const timed = { ...plain, triggers: [{ cron: 'TZ=Asia/Tashkent 0 21 * * *' }] };
  expect(unsupportedIn([limited, timed])).toEqual([]);
});

test.each([
  ['batchEvents', { batchEvents: { maxSize: 10, timeout: '5s' } }],
  ['debounce', { debounce: { period: '1s' } }],
  ['cancel', { cancel: [{ event: 'x' }] }],
  ['more than one concurrency limit', { concurrency: [{ limit: 1 }, { limit: 2 }] }],
  ['concurrency scope account', { concurrency: { limit: 1, scope: 'account' } }],
  ['concurrency key', { concurrency: { limit: 1, key: 'event.data.(' } }],
  ['cron jitter', { triggers: [{ cron: '* * * * *', jitter: '10s' }] }],
  ['cron "* * * * * *"', { triggers: [{ cron: '* * * * * *' }] }],
  ['trigger pattern', { triggers: [{ event: 'shop/*' }] }],
  ['expression', { triggers: [{ event: 'x', expression: 'event.data ==' }] }],
])('%s is refused by name', (words, option) => {
  const faults = unsupportedIn([{ ...plain, ...option } as FunctionConfig]);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(`shop-one: ${words}`);
});

test('a cron may name its zone', () => {
  expect(readCron('TZ=Asia/Tashkent 0 21 * * *')).toEqual({
    zone: 'Asia/Tashkent',
    fields: '0 21 * * *',
  });
  expect(readCron('*/5 * * * *')).toEqual({ zone: 'UTC', fields: '*/5 * * * *' });
});
