import { expect, test } from 'vitest';
import { startErrorReports } from './error-reports.ts';
import { metrics } from './metrics.ts';

async function counted(part: string): Promise<number> {
  const { values } = await metrics.errors.get();
  return values.find((value) => value.labels.part === part)?.value ?? 0;
}

test('without a DSN nothing starts, but the error is counted', async () => {
  const reports = await startErrorReports({ dsn: undefined, part: 'quiet' });
  reports.report(new Error('boom'));
  await reports.flush(10);
  expect(await counted('quiet')).toBe(1);
});

// The library is loaded on its first use: seconds, where much else runs.
test('[S34] what is sent holds no canary', { timeout: 60_000 }, async () => {
  const sent: string[] = [];
  const reports = await startErrorReports({
    dsn: 'https://key@errors.example.test/1',
    part: 'worker',
    transport: () => ({
      send: async (envelope) => {
        sent.push(JSON.stringify(envelope));
        return {};
      },
      flush: async () => true,
    }),
  });
  const { getIsolationScope } = await import('@sentry/node');
  const scope = getIsolationScope();
  scope.setUser({ id: 'u1', email: 'dilnoza@mail.uz', ip_address: '10.9.8.7' });
  scope.setExtra('sale', { customer: { name: 'Dilnoza', phone: '+998901234567' } });
  scope.addBreadcrumb({ message: 'signed in dilnoza@mail.uz', data: { password: 'hunter2' } });
  scope.setSDKProcessingMetadata({
    normalizedRequest: {
      url: 'https://office.test/x?phone=%2B998901234567',
      method: 'POST',
      data: '{"pin":"4471"}',
      cookies: { session: 'cookie-canary' },
      headers: { authorization: 'Bearer token-canary' },
    },
  });
  reports.report(new Error('no row for dilnoza@mail.uz, +998 90 123 45 67'), { requestId: 'r-1' });
  await reports.flush(2_000);
  const text = sent.join('\n');
  expect(text).toContain('no row for');
  expect(text).toContain('r-1');
  for (const canary of [
    'mail.uz',
    '10.9.8.7',
    'Dilnoza',
    '998901234567',
    '90 123',
    'hunter2',
    '4471',
  ]) {
    expect(text).not.toContain(canary);
  }
  expect(text).not.toMatch(/cookie-canary|token-canary/);
});
