import type { Page } from 'playwright-core';

export type PushedAgain = { sent: number; answers: Record<string, number> };

/**
 * Sends everything that this terminal's journal holds once more, in another order and in parallel,
 * by a script inside the page: the signing key never leaves the browser. Counts the answers.
 */
export function pushAgain(page: Page, worker: string): Promise<PushedAgain> {
  return page.evaluate(async (origin) => {
    type Row = { operation: { opId: string; incarnation: string } };
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const read = <T>(db: IDBDatabase, store: string, key?: string) =>
      new Promise<T>((resolve, reject) => {
        const place = db.transaction(store).objectStore(store);
        const request = key ? place.get(key) : place.getAll();
        request.onsuccess = () => resolve(request.result as T);
        request.onerror = () => reject(request.error);
      });
    const hex = (bytes: ArrayBuffer) =>
      [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const names = await indexedDB.databases();
    const journal = names.find(({ name }) => name?.startsWith('oson-journal-'))?.name ?? '';
    const db = await open(journal);
    const rows = await read<Row[]>(db, 'operations');
    const keys = await read<{ value: { signing: CryptoKey } }>(db, 'meta', 'keys');
    const path = '/trpc/sync.push';
    let nonce = '';
    const post = async (operations: object[], incarnation: string): Promise<Response> => {
      const body = JSON.stringify({ json: { incarnation, ops: operations } });
      const digest = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)));
      const text = ['OSP1', 'POST', path, digest, nonce].join('\n');
      const signed = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        keys.value.signing,
        new TextEncoder().encode(text),
      );
      const base64 = btoa(String.fromCharCode(...new Uint8Array(signed)));
      return fetch(origin + path, {
        method: 'POST',
        credentials: 'omit',
        body,
        headers: {
          'content-type': 'application/json',
          'x-oson-incarnation': incarnation,
          'x-oson-nonce': nonce,
          'x-oson-signature': base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
        },
      });
    };
    const operations = rows.map((row) => row.operation);
    const incarnation = operations[0]?.incarnation ?? '';
    // The first request has no nonce: its refusal carries one.
    const refusal = (await (await post([], incarnation)).json()) as {
      error: { json: { data: { oson: { details: { nonce: string } } } } };
    };
    nonce = refusal.error.json.data.oson.details.nonce;
    const shuffled = [...operations]
      .reverse()
      .sort((a, b) => (a.opId.at(-1)! < b.opId.at(-1)! ? -1 : 1));
    const half = Math.ceil(shuffled.length / 2);
    const batches = [
      shuffled.slice(0, half),
      shuffled.slice(half),
      [...shuffled].reverse().slice(0, 50),
      ...shuffled.slice(0, 5).map((operation) => [operation]),
    ];
    const answers: Record<string, number> = {};
    await Promise.all(
      batches.map(async (batch) => {
        const response = await post(batch, incarnation);
        const answer = (await response.json()) as {
          result?: { data: { json: { results: { r: string }[] } } };
        };
        for (const { r } of answer.result?.data.json.results ?? [
          { r: `http ${response.status}` },
        ]) {
          answers[r] = (answers[r] ?? 0) + 1;
        }
      }),
    );
    return { sent: batches.flat().length, answers };
  }, worker);
}
