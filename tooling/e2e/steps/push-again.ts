import type { Page } from 'playwright-core';

export type PushedAgain = { sent: number; answers: Record<string, number> };
type Sealed = { opId: string; incarnation: string };
/** What `openJournalInPage` leaves in the page for the script that sends. */
type InPage = {
  osonReplay: {
    operations: Sealed[];
    /** Signs with the journal's key, which cannot leave the browser, and posts a push. */
    post: (operations: object[], nonce: string) => Promise<Response>;
  };
};

/**
 * Sends everything that this terminal's journal holds once more, in another order and in parallel,
 * by a script inside the page: the signing key never leaves the browser. Counts the answers.
 */
export async function pushAgain(page: Page, worker: string): Promise<PushedAgain> {
  await openJournalInPage(page, worker);
  return page.evaluate(async () => {
    const { operations, post } = (window as unknown as InPage).osonReplay;
    // The first request has no nonce: its refusal carries one.
    const refusal = (await (await post([], '')).json()) as {
      error: { json: { data: { oson: { details: { nonce: string } } } } };
    };
    const { nonce } = refusal.error.json.data.oson.details;
    const shuffled = operations.toSorted((a, b) => (a.opId.slice(-4) < b.opId.slice(-4) ? -1 : 1));
    const half = Math.ceil(shuffled.length / 2);
    const batches = [
      shuffled.slice(0, half),
      shuffled.slice(half),
      shuffled.toReversed().slice(0, 50),
      ...shuffled.slice(0, 5).map((operation) => [operation]),
    ];
    const answers: Record<string, number> = {};
    const send = async (batch: object[]) => {
      const response = await post(batch, nonce);
      const answer = (await response.json()) as {
        result?: { data: { json: { results: { r: string }[] } } };
      };
      const results = answer.result?.data.json.results ?? [{ r: `http ${response.status}` }];
      for (const { r } of results) answers[r] = (answers[r] ?? 0) + 1;
    };
    await Promise.all(batches.map(send));
    return { sent: batches.flat().length, answers };
  });
}

function openJournalInPage(page: Page, worker: string): Promise<void> {
  return page.evaluate(async (origin) => {
    const asked = <T>(request: IDBRequest) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result as T);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const hex = (bytes: ArrayBuffer) =>
      [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const bytesOf = (text: string) => new TextEncoder().encode(text);
    const names = await indexedDB.databases();
    const journal = names.find(({ name }) => name?.startsWith('oson-journal-'))?.name ?? '';
    const db = await asked<IDBDatabase>(indexedDB.open(journal));
    const store = (name: string) => db.transaction(name).objectStore(name);
    const rows = await asked<{ operation: Sealed }[]>(store('operations').getAll());
    const { value: keys } = await asked<{ value: { signing: CryptoKey } }>(
      store('meta').get('keys'),
    );
    const operations = rows.map((row) => row.operation);
    const incarnation = operations[0]?.incarnation ?? '';
    const path = '/trpc/sync.push';
    const post = async (ops: object[], nonce: string): Promise<Response> => {
      const body = JSON.stringify({ json: { incarnation, ops } });
      const digest = hex(await crypto.subtle.digest('SHA-256', bytesOf(body)));
      const text = ['OSP1', 'POST', path, digest, nonce].join('\n');
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      const signed = await crypto.subtle.sign(algorithm, keys.signing, bytesOf(text));
      const base64 = btoa(String.fromCharCode(...new Uint8Array(signed)));
      const headers = {
        'content-type': 'application/json',
        'x-oson-incarnation': incarnation,
        'x-oson-nonce': nonce,
        'x-oson-signature': base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
      };
      return fetch(origin + path, { method: 'POST', credentials: 'omit', body, headers });
    };
    Object.assign(window, { osonReplay: { operations, post } });
  }, worker);
}
