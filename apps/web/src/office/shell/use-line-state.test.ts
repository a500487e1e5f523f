import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { lineOf } from './use-line-state.ts';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 2, 14, 13, 42);
const keyOf = (procedure: string) => [procedure.split('.'), { type: 'query' }];
const noAnswer = () => Promise.reject(new TRPCClientError('Failed to fetch'));

function aClient() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 1 } } });
  /** Shows an answer that came at a moment; nothing is asked for. */
  const show = (procedure: string, updatedAt: number) => {
    const queryKey = keyOf(procedure);
    client.setQueryData(queryKey, {}, { updatedAt });
    return new QueryObserver(client, { queryKey, enabled: true, staleTime: Infinity }).subscribe(
      () => undefined,
    );
  };
  const fail = (procedure: string) =>
    client
      .fetchQuery({ queryKey: keyOf(procedure), queryFn: noAnswer, staleTime: 0 })
      .catch(() => 0);
  return {
    client,
    show,
    fail,
    line: (isOnline = true) => lineOf(client.getQueryCache(), isOnline),
  };
}

test('data are as old as the oldest answer of the page, not as the frame around it', () => {
  const { show, line } = aClient();
  show('account.me', NOW);
  show('sale.list', NOW - 30 * MINUTE_MS);
  show('shift.list', NOW - 5 * MINUTE_MS);
  expect(line()).toEqual({ offline: false, asOf: NOW - 30 * MINUTE_MS });
});

test('without an answer on the page the frame says how old it is; with nothing at all, nothing', () => {
  const { show, line } = aClient();
  expect(line()).toEqual({ offline: false, asOf: null });
  show('account.me', NOW);
  expect(line()).toEqual({ offline: false, asOf: NOW });
});

test('a server that does not answer is offline, whatever the browser says of the cable', async () => {
  const { show, fail, line } = aClient();
  show('report.dashboard', NOW);
  await fail('report.dashboard');
  expect(line(true)).toEqual({ offline: true, asOf: NOW });
});

test('what failed on a page that was left says nothing any more', async () => {
  const { show, fail, line } = aClient();
  const leave = show('sale.list', NOW);
  await fail('sale.list');
  leave();
  show('report.dashboard', NOW);
  expect(line().offline).toBe(false);
  expect(line(false).offline).toBe(true);
});

test('one answer after the failures says that the line is back', async () => {
  const { show, fail, line } = aClient();
  show('account.me', NOW);
  show('report.dashboard', NOW);
  await fail('account.me');
  await fail('report.dashboard');
  expect(line().offline).toBe(true);
  show('report.dashboard', Date.now() + 1);
  expect(line().offline).toBe(false);
});

test('a refusal is an answer: the line is fine', async () => {
  const { client, show, line } = aClient();
  show('sale.list', NOW);
  const data = { oson: { code: 'NOT_ALLOWED' } };
  const refused = new TRPCClientError('no', { result: { error: { data } } as never });
  const asking = { queryKey: keyOf('sale.list'), queryFn: () => Promise.reject(refused) };
  await client.fetchQuery({ ...asking, staleTime: 0 }).catch(() => 0);
  expect(line().offline).toBe(false);
});
