/**
 * What a real server sent to the SDK and what the SDK answered, recorded once. The installed SDK
 * must still answer the same requests alike: this turns red when an upgrade changes the protocol.
 */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, NonRetriableError, RetryAfterError } from 'inngest';
import { serve } from 'inngest/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionConfig, StepOp } from './protocol.ts';
import { sdkClient, signature } from './sdk-client.ts';

const SIGNING_KEY = `signkey-prod-${'cd34'.repeat(16)}`;
type Recorded = {
  m: string;
  url: string;
  req: string;
  status: number;
  h: Record<string, string>;
  res: string;
};

const read = (file: string) =>
  fs
    .readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recorded);

/** Recorded calls whose answer does not hang on checkpoints, which we have switched off. */
const calls = read('server-to-sdk.jsonl').filter(
  ({ m, url }) => m === 'POST' && /fnId=shop-(par|child|parent|ra)&/.test(url),
);

let server: http.Server;
let base: string;

beforeAll(async () => {
  const client = new Inngest({
    id: 'shop',
    isDev: false,
    signingKey: SIGNING_KEY,
    eventKey: 'key',
    baseUrl: 'http://127.0.0.1:9',
    checkpointing: false,
    logger: { info() {}, warn() {}, error() {}, debug() {} },
  });
  server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const functions = recordedFunctions(client);
  server.on('request', serve({ client, functions, servePath: '/api/inngest', serveOrigin: base }));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The functions of the recording, as far as their answers show them. */
function recordedFunctions(client: Inngest) {
  let refused = 0;
  const child = client.createFunction(
    { id: 'child', retries: 0, triggers: [{ event: 'shop/child' }] },
    async ({ event }) => {
      const { bad, n } = event.data as { bad?: boolean; n: number };
      if (bad) throw new NonRetriableError('child bad');
      return { doubled: n * 2 };
    },
  );
  const parent = client.createFunction(
    { id: 'parent', triggers: [{ event: 'shop/parent' }] },
    async ({ step }) => {
      const r = await step.invoke('call', { function: child, data: { n: 21 } });
      const caught = await step
        .invoke('bad', { function: child, data: { bad: true } })
        .then(() => '')
        .catch((error: Error) => error.message);
      const approval = await step.waitForEvent('w', {
        event: 'shop/approve',
        timeout: '10s',
        if: 'async.data.id == event.data.id',
      });
      const t = await step.waitForEvent('t', { event: 'shop/never', timeout: '1s' });
      return { r, caught, approved: (approval?.data as { by?: string } | null)?.by ?? null, t };
    },
  );
  const par = client.createFunction(
    { id: 'par', triggers: [{ event: 'shop/par' }] },
    async ({ step }) => {
      const steps = [1, 2, 3].map((i) => step.run(`p${i}`, () => i));
      const [a = 0, b = 0, c = 0] = await Promise.all([...steps, step.sleep('ps', '100ms')]).then(
        (all) => all.slice(0, 3) as number[],
      );
      return a + b + c;
    },
  );
  const later = client.createFunction(
    { id: 'ra', retries: 2, triggers: [{ event: 'shop/ra' }] },
    ({ step }) =>
      step.run('r', () => {
        refused++;
        if (refused < 2) throw new RetryAfterError('later', '2s');
        return refused;
      }),
  );
  return [child, parent, par, later];
}

/**
 * What an answer means, without times and stacks. A function that is done says so as an operation
 * where checkpoints are on, as in the recording, and as a plain 200 where they are off.
 */
const meaningOf = (status: number, text: string) => {
  const body = JSON.parse(text) as unknown;
  if (status === 200) return { completed: body };
  if (!Array.isArray(body)) {
    const { name, message } = body as { name: string; message: string };
    return { status, name, message };
  }
  const ops = body as StepOp[];
  if (ops[0]?.op === 'RunComplete') return { completed: ops[0].data };
  return ops.map(({ id, op, name, opts, data, error }) => ({
    id,
    op,
    name,
    opts,
    data,
    error: error ? [error.name, error.message] : undefined,
  }));
};

test('the recording holds the calls that this test replays', () => {
  expect(calls.length).toBe(15);
});

test.each(calls.map((call, index) => [index, call.url, call] as const))(
  'recorded call %d (%s) is answered as then',
  async (_index, url, call) => {
    const answer = await fetch(`${base}${url}`, {
      method: 'POST',
      body: call.req,
      headers: {
        'content-type': 'application/json',
        'x-inngest-req-version': '-1',
        'x-inngest-signature': signature(SIGNING_KEY, call.req, Date.now()),
      },
    });
    expect(answer.headers.get('x-inngest-no-retry')).toBe(call.h['x-inngest-no-retry'] ?? null);
    expect(answer.headers.get('retry-after')).toBe(call.h['retry-after'] ?? null);
    expect(meaningOf(answer.status, await answer.text())).toEqual(meaningOf(call.status, call.res));
  },
);

test('a call that is not signed with the key is refused', async () => {
  const [call] = calls;
  const answer = await fetch(`${base}${call?.url}`, {
    method: 'POST',
    body: call?.req ?? '',
    headers: {
      'content-type': 'application/json',
      'x-inngest-signature': signature(
        `signkey-prod-${'00'.repeat(32)}`,
        call?.req ?? '',
        Date.now(),
      ),
    },
  });
  expect(answer.status).toBe(401);
});

test('the functions register with the same configuration as recorded', async () => {
  const registered = read('sdk-to-server.jsonl').find(({ url }) => url === '/fn/register');
  const { functions } = JSON.parse(registered?.req ?? '{}') as { functions: FunctionConfig[] };
  const wanted = (list: FunctionConfig[]) =>
    list
      .filter(({ id }) => /^shop-(par|child|parent|ra)$/.test(id))
      .map(({ id, name, triggers, steps }) => ({
        id,
        name,
        triggers,
        retries: steps.step.retries,
        path: new URL(steps.step.runtime.url).search,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const now = await sdkClient(SIGNING_KEY).functionsAt(`${base}/api/inngest`);
  expect(wanted(now)).toEqual(wanted(functions));
});
