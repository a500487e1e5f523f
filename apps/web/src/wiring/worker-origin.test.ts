import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWorkerOrigin } from './worker-origin.ts';

const ORIGINS = {
  office: 'https://office.example',
  pos: 'https://pos.example',
  console: 'https://console.example',
  worker: 'https://worker.example',
};
const kept = new Map<string, string>();
let answer: () => Response;

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: unknown) => void kept.set(key, String(value)),
  });
  vi.stubGlobal('fetch', async () => answer());
});
afterEach(() => vi.unstubAllGlobals());

test('the address is kept, and serves the next start before the answer', async () => {
  answer = () => Response.json(ORIGINS);
  expect(await createWorkerOrigin()()).toBe(ORIGINS.worker);
  answer = () => Response.error();
  expect(await createWorkerOrigin()()).toBe(ORIGINS.worker);
});

test.each([
  ['a setting that is missing', () => Response.json({ ...ORIGINS, worker: undefined })],
  ['a setting that is no address', () => Response.json({ ...ORIGINS, worker: '' })],
  ['a refusal', () => Response.json(ORIGINS, { status: 502 })],
  ['null', () => Response.json(null)],
  ['a page of the network', () => new Response('<html>sign in</html>')],
])('%s is not kept for an address', async (_name, given) => {
  answer = given;
  await expect(createWorkerOrigin()()).rejects.toThrow();
  expect(kept.size).toBe(0);
});
