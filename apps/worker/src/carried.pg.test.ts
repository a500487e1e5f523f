import {
  createCipheriv,
  createPublicKey,
  createSign,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { makeNonce } from '@oson/auth';
import {
  canonicalJson,
  EXPORT_INFO,
  type ExportBundle,
  exportSignedText,
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  type ImportAnswer,
  joinExportFile,
  type Operation,
  sha256Hex,
  signedText,
  toBase64url,
} from '@oson/contract';
import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  type ATerminal,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AWorker, aHello, aWorker, POS_ORIGIN, signedCall } from './a-worker.ts';

let at: TestDatabase;
let worker: AWorker;
let shop: ATenant;
/** Another till of the shop, which carries the file. */
let carrier: ATerminal;
beforeAll(async () => {
  at = await testDatabase();
  worker = await aWorker(at);
});
afterAll(async () => {
  expect(worker.unexpected).toEqual([]);
  await worker.app.close();
  await at.close();
});
beforeEach(async () => {
  shop = await aTenant(at.db);
  carrier = await inShop((tx) => aTerminal(tx, shop.storeId));
});

const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const nonce = (terminal: ATerminal) =>
  makeNonce(worker.identity.enrolment.keys.nonce, terminal.incarnationId, Date.now());
const sign = (text: string, { privateKey: key }: Pick<ATerminal, 'privateKey'>) =>
  createSign('sha256').update(text).sign({ key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

/** What a device writes for operations that it cannot send. */
function aBundle(ops: readonly Operation[], over: Partial<ExportBundle> = {}): ExportBundle {
  const last = ops.at(-1) as Operation;
  const bundle: ExportBundle = {
    v: 1,
    tenant: shop.tenantId,
    terminal: shop.terminal.terminalId,
    incarnation: shop.terminal.incarnationId,
    fromSeq: ops[0]?.seq ?? 0,
    toSeq: last.seq,
    lastHash: last.hash,
    ops: [...ops],
    signature: '',
    ...over,
  };
  return { ...bundle, signature: over.signature ?? sign(exportSignedText(bundle), shop.terminal) };
}

function sealed(bundle: ExportBundle): string {
  const recovery = createPublicKey({
    key: Buffer.from(worker.identity.enrolment.recovery.publicKey, 'base64url'),
    format: 'der',
    type: 'spki',
  });
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = own.publicKey.export({ format: 'jwk' });
  const ephemeral = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: recovery });
  const key = Buffer.from(hkdfSync('sha256', shared, ephemeral, EXPORT_INFO, 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const packed = gzipSync(canonicalJson(bundle));
  const parts = [cipher.update(packed), cipher.final(), cipher.getAuthTag()];
  return toBase64url(joinExportFile({ ephemeral, iv, sealed: Buffer.concat(parts) }));
}

async function carry(bundle: ExportBundle | string, by = carrier) {
  const file = typeof bundle === 'string' ? bundle : sealed(bundle);
  const signing = { nonce: nonce(by) };
  const answer = await signedCall(worker, by, 'sync.import', { bundle: file }, signing);
  return { ...answer, data: answer.data as ImportAnswer };
}

function threeSales(): Operation[] {
  const journal = aJournal(shop);
  for (let i = 0; i < 3; i++) journal.seal('sale', aSaleBody(shop));
  return journal.ops;
}

describe('[PUSH11] [OP14] an export that another till carries', () => {
  test('is posted as the incarnation’s own, and the same file again is replayed', async () => {
    const bundle = aBundle(threeSales());
    const first = await carry(bundle);
    expect(first.data).toMatchObject({
      incarnation: shop.terminal.incarnationId,
      verified: true,
      results: [{ r: 'posted' }, { r: 'posted' }, { r: 'posted' }],
    });
    const again = await carry(bundle);
    expect(again.data.results.map(({ r }) => r)).toEqual(['replayed', 'replayed', 'replayed']);
    const sales = await inShop((tx) => tx.sale.findMany());
    expect(sales.map(({ terminalId }) => terminalId)).toEqual(
      Array(3).fill(shop.terminal.terminalId),
    );
  });

  test('without a valid signature nothing is applied and nothing is lost', async () => {
    const ops = threeSales();
    const answer = await carry(aBundle(ops, { signature: sign('something else', shop.terminal) }));
    expect(answer.data.verified).toBe(false);
    expect(answer.data.results).toMatchObject(Array(3).fill({ r: 'quarantined' }));
    expect(await inShop((tx) => tx.sale.count())).toBe(0);
    const kept = await inShop((tx) => tx.opQuarantine.findMany());
    expect(kept.map(({ cause }) => cause)).toEqual(Array(3).fill('unsigned_import'));
    // It stands in nobody's way: the terminal's own push is posted.
    const push = { incarnation: shop.terminal.incarnationId, ops };
    const pushed = await signedCall(worker, shop.terminal, 'sync.push', push, {
      nonce: nonce(shop.terminal),
    });
    expect(pushed.data).toMatchObject({ results: Array(3).fill({ r: 'posted' }) });
  });

  test('an operation that was put between the signed ones is not covered by the signature', async () => {
    const ops = threeSales();
    const forged = aJournal(shop).seal('sale', aSaleBody(shop));
    const answer = await carry(aBundle(ops, { ops: [...ops, forged] }));
    expect(answer.data.verified).toBe(false);
    expect(answer.data.results).toHaveLength(4);
    expect(await inShop((tx) => tx.sale.count())).toBe(3);
    const kept = await inShop((tx) => tx.opQuarantine.findMany());
    expect(kept.map(({ opId }) => opId)).toEqual([forged.opId]);
  });

  test('a gap that the server holds is bridged by what it holds', async () => {
    const [a, b, c] = threeSales() as [Operation, Operation, Operation];
    const push = { incarnation: a.incarnation, ops: [b] };
    await signedCall(worker, shop.terminal, 'sync.push', push, { nonce: nonce(shop.terminal) });
    expect((await carry(aBundle([a, c]))).data).toMatchObject({
      verified: true,
      results: [{ r: 'posted' }, { r: 'posted' }],
    });
    const answer = await carry(aBundle([a, c], { ops: [c] }));
    expect(answer.data.results).toMatchObject([{ r: 'replayed' }]);
  });

  test('of another chain, to another key, or of no bytes of ours it is refused', async () => {
    const bundle = aBundle(threeSales());
    const stranger = await aTenant(at.db);
    expect((await carry(bundle, stranger.terminal)).refusal?.code).toBe('NOT_ALLOWED');
    const file = sealed(bundle);
    expect((await carry(`${file.slice(0, -8)}AAAAAAAA`)).refusal?.code).toBe('FILE_UNREADABLE');
    expect((await carry('T1NPTlgx')).refusal?.code).toBe('FILE_UNREADABLE');
    expect(await inShop((tx) => tx.opLog.count())).toBe(0);
  });

  test('[CASE1] a revoked terminal carries nothing; what is its own lies in quarantine', async () => {
    const bundle = aBundle(threeSales());
    await inShop((tx) =>
      tx.terminal.updateMany({
        where: { id: shop.terminal.terminalId },
        data: { state: 'revoked', revokedAt: new Date() },
      }),
    );
    expect((await carry(bundle, shop.terminal)).refusal?.code).toBe('TERMINAL_REVOKED');
    expect((await carry(bundle)).data.results).toMatchObject(Array(3).fill({ r: 'quarantined' }));
    const kept = await inShop((tx) => tx.opQuarantine.findMany());
    expect(kept.map(({ cause }) => cause)).toEqual(Array(3).fill('revoked'));
  });
});

test('[ENROL8] the settings that a terminal pulls carry the recovery key', async () => {
  await at.query(
    `insert into change_row (tenant_id, n, line, kind, row_id) values ($1, $2, 900, 'settings', $3)`,
    [shop.tenantId, shop.n, shop.tenantId],
  );
  const request = { cursor: null, kinds: ['settings'], limit: 10 };
  const answer = await signedCall(worker, carrier, 'sync.pull', request, { nonce: nonce(carrier) });
  const { publicKey: recoveryKey } = worker.identity.enrolment.recovery;
  expect(answer.data).toMatchObject({ rows: [{ kind: 'settings', data: { recoveryKey } }] });
});

test('[ENROL7] a forked terminal gets a new life under its old signature, once for one key', async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
  const renew = () =>
    signedCall(
      worker,
      carrier,
      'sync.renew',
      { publicKey: spki, cause: 'fork' },
      {
        nonce: nonce(carrier),
      },
    );
  const [first, again] = [await renew(), await renew()];
  const { certificate } = first.data as { certificate: { incarnation: string } };
  expect(certificate).toMatchObject({ terminalId: carrier.terminalId, publicKey: spki });
  expect(again.data).toMatchObject({ certificate });
  const lives = await inShop((tx) =>
    tx.terminalIncarnation.findMany({ where: { terminalId: carrier.terminalId } }),
  );
  const ended = Object.fromEntries(lives.map(({ id, endedAt }) => [id, endedAt !== null]));
  expect(ended).toEqual({ [carrier.incarnationId]: true, [certificate.incarnation]: false });
  // The old life never said that it owes nothing.
  const losses = await inShop((tx) => tx.terminalIncident.findMany({ where: { kind: 'loss' } }));
  expect(losses).toMatchObject([{ cause: 'followed', toSeq: null }]);
});

describe('[PUSH10] [SEND11] compressed requests', () => {
  async function packed(body: Buffer, text: string, encoding = 'gzip') {
    const { incarnationId } = carrier;
    const told = nonce(carrier);
    return worker.app.inject({
      method: 'POST',
      url: '/trpc/sync.hello',
      headers: {
        'content-type': 'application/json',
        'content-encoding': encoding,
        origin: POS_ORIGIN,
        [HEADER_INCARNATION]: incarnationId,
        [HEADER_NONCE]: told,
        [HEADER_SIGNATURE]: sign(
          signedText('POST', '/trpc/sync.hello', sha256Hex(text), told),
          carrier,
        ),
      },
      payload: body,
    });
  }
  const text = () => JSON.stringify({ json: aHello(carrier) });

  test('the signature is over the text before compression', async () => {
    const sent = text();
    const answer = await packed(gzipSync(sent), sent);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ result: { data: { json: { gzip: true } } } });
    expect((await packed(gzipSync(sent), 'another')).statusCode).toBe(401);
  });

  test('a bomb is answered 413, a broken stream 400, another encoding 415', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await packed(bomb, '')).statusCode).toBe(413);
    expect((await packed(Buffer.from('no gzip'), '')).statusCode).toBe(400);
    const sent = text();
    expect((await packed(Buffer.from(sent), sent, 'br')).statusCode).toBe(415);
  });
});
