import { makeNonce, signCertificate } from '@oson/auth';
import {
  type Certificate,
  type HelloAnswer,
  type PullAnswer,
  type PushAnswer,
  SAID_MARKS_MAX,
} from '@oson/contract';
import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AWorker, aHello, aWorker, signedCall } from './a-worker.ts';

let at: TestDatabase;
let worker: AWorker;
let shop: ATenant;
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
});

const nonce = (incarnation = shop.terminal.incarnationId) =>
  makeNonce(worker.identity.enrolment.keys.nonce, incarnation, Date.now());
const say = (procedure: string, input: unknown) =>
  signedCall(worker, shop.terminal, procedure, input, { nonce: nonce() });
const hello = async (over: Parameters<typeof aHello>[1] = {}) => {
  const answer = await say('sync.hello', aHello(shop.terminal, over));
  return { status: answer.status, refusal: answer.refusal, data: answer.data as HelloAnswer };
};
/** More hellos than a terminal may say at once: each waits until it is let in. */
const admitted = (over: Parameters<typeof aHello>[1]) =>
  vi.waitFor(
    async () => {
      const answer = await hello(over);
      expect(answer.refusal).toBeNull();
      return answer;
    },
    { timeout: 20_000, interval: 300 },
  );
const pull = async (cursor: unknown = null) => {
  const answer = await say('sync.pull', { cursor, kinds: ['sku', 'settings'], limit: 1000 });
  return { ...answer, data: answer.data as PullAnswer };
};
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const incidents = () => inShop((tx) => tx.terminalIncident.findMany());

/** The feed as it was at n: what a restore behind our back leaves. */
async function restoreFeedTo(n: number): Promise<void> {
  await at.query('delete from change_row where tenant_id = $1 and n > $2', [shop.tenantId, n]);
  await at.query('delete from change where tenant_id = $1 and n > $2', [shop.tenantId, n]);
  await at.query('update tenant_seq set n = $2 where tenant_id = $1', [shop.tenantId, n]);
}

describe('[RESTORE5] a restore that nobody announces is found by a cursor', () => {
  test('ahead of the feed: the epoch is raised once, with an incident and a job', async () => {
    const { cursor } = (await pull()).data;
    await restoreFeedTo(shop.n - 1);
    expect((await hello({ cursor })).data).toMatchObject({ epoch: 2, head: shop.n - 1 });
    // The same proof again, now of an epoch that is over, raises nothing.
    expect((await hello({ cursor })).data.epoch).toBe(2);
    const told = await incidents();
    expect(told).toMatchObject([{ kind: 'restore', cause: 'ahead', closedAt: null }]);
    expect(told[0]?.details).toMatchObject({ epoch: 2, lostChanges: 1 });
    const jobs = await inShop((tx) => tx.jobOutbox.findMany({ where: { name: 'restore/found' } }));
    expect(jobs).toHaveLength(1);
    expect((await pull(cursor)).data).toMatchObject({ epoch: 2, fromZero: true });
  });

  test('[RESTORE3] other bytes at the same n: the history went on another way', async () => {
    const { cursor } = (await pull()).data;
    await at.query(
      `update change set "check" = decode('0102030405060708', 'hex') where tenant_id = $1 and n = $2`,
      [shop.tenantId, shop.n],
    );
    expect((await pull(cursor)).data).toMatchObject({ epoch: 2, fromZero: true });
    expect(await incidents()).toMatchObject([{ kind: 'restore', cause: 'other-bytes' }]);
  });

  test('found by many at once it is raised once', async () => {
    const { cursor } = (await pull()).data;
    await restoreFeedTo(shop.n - 1);
    const answers = await Promise.all(Array.from({ length: 6 }, () => hello({ cursor })));
    expect(answers.map(({ data }) => data.epoch)).toEqual(Array(6).fill(2));
    expect(await incidents()).toHaveLength(1);
  });

  test('[RESTORE4] a wrong HMAC is an incident of that terminal and raises nothing', async () => {
    const { cursor } = (await pull()).data;
    const forged = { ...cursor, n: cursor.n + 50 };
    expect((await hello({ cursor: forged })).data.epoch).toBe(1);
    expect((await pull(forged)).data).toMatchObject({ epoch: 1, fromZero: true });
    expect(await incidents()).toMatchObject([
      { kind: 'bad_cursor', terminalId: shop.terminal.terminalId },
    ]);
  });

  test('[PULL10] behind all that is kept: everything from zero, and no alarm', async () => {
    const { cursor } = (await pull()).data;
    await inShop((tx) => tx.tenantSeq.updateMany({ data: { n: BigInt(shop.n + 5) } }));
    await at.query('delete from change where tenant_id = $1 and n <= $2', [shop.tenantId, shop.n]);
    expect((await hello({ cursor })).data.epoch).toBe(1);
    expect((await pull(cursor)).data.fromZero).toBe(true);
    expect(await incidents()).toEqual([]);
  });
});

test('[HELLO10] a hello is answered with the farthest end that an earlier one has said', async () => {
  const [far, near] = ['a'.repeat(64), 'b'.repeat(64)];
  expect((await hello({ maxSeq: 9, lastHash: far })).data.lastSaid).toBeUndefined();
  expect((await hello({ maxSeq: 4, lastHash: near })).data.lastSaid).toEqual({ seq: 9, hash: far });
  // An answer may be lost: it is said again.
  expect((await hello({ maxSeq: 4, lastHash: near })).data.lastSaid).toEqual({ seq: 9, hash: far });
});

test('[HELLO10] every end that was named is asked for until it is held, also behind a higher one', async () => {
  const [first, anew] = ['a'.repeat(64), 'b'.repeat(64)];
  await hello({ maxSeq: 2, lastHash: first });
  // The answer to this one is lost, and the profile that went back numbers on beyond the old end.
  await hello({ maxSeq: 2, lastHash: anew });
  const { said } = (await hello({ maxSeq: 3, lastHash: 'c'.repeat(64) })).data;
  expect(said).toEqual([
    { seq: 2, hash: first },
    { seq: 2, hash: anew },
  ]);

  await hold(2, anew);
  expect((await hello({ maxSeq: 3, lastHash: 'c'.repeat(64) })).data.said).toEqual([
    { seq: 2, hash: first },
    { seq: 3, hash: 'c'.repeat(64) },
  ]);
});

test('[HELLO10] of very many ends the oldest stay and the newest', async () => {
  for (let seq = 1; seq <= SAID_MARKS_MAX + 2; seq++) {
    await admitted({ maxSeq: seq, lastHash: String(seq).padStart(64, '0') });
  }
  const { said = [] } = (await admitted({ maxSeq: 0 })).data;
  expect(said).toHaveLength(SAID_MARKS_MAX);
  expect(said[0]?.seq).toBe(1);
  expect(said.at(-1)?.seq).toBe(SAID_MARKS_MAX + 2);
});

/** Something of the shop's terminal that the server holds at a number. */
async function hold(seq: number, hash: string): Promise<void> {
  const { incarnationId, terminalId } = shop.terminal;
  await at.query(
    `insert into op_log (tenant_id, op_id, incarnation_id, terminal_id, store_id, seq, type, v,
       prev_hash, hash, envelope, body_hash)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, 'sale', 1, '', $6, '{}', '')`,
    [shop.tenantId, incarnationId, terminalId, shop.storeId, seq, hash],
  );
}

/** The certificate that the shop's terminal got at its enrolment. */
function certificateOf(over: Partial<Certificate> = {}) {
  const certificate: Certificate = {
    tenantId: shop.tenantId,
    chainName: 'Baraka',
    storeId: shop.storeId,
    storeName: 'Chilonzor',
    storeCode: shop.storeCode,
    terminalId: shop.terminal.terminalId,
    terminalName: 'Kassa 1',
    incarnation: shop.terminal.incarnationId,
    terminalCode: shop.terminal.code,
    publicKey: shop.terminal.publicKey,
    issuedAt: Date.now() - 1000,
    ...over,
  };
  return signCertificate(worker.identity.enrolment.keys.certificate, certificate);
}

/** A database from before the terminal was enrolled, or before its whole chain was there. */
async function forget(what: 'terminal' | 'chain'): Promise<void> {
  const { tenantId } = shop;
  const rows = await at.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant_id'`,
  );
  const tables =
    what === 'chain' ? rows.map(({ name }) => name) : ['terminal_incarnation', 'terminal'];
  await at.query(`set session_replication_role = replica`);
  for (const name of tables) {
    await at.query(`delete from ${name} where tenant_id = $1`, [tenantId]);
  }
  await at.query(`set session_replication_role = origin`);
  if (what === 'chain') {
    await at.query('delete from member where organization_id = $1', [tenantId]);
    await at.query('delete from organization where id = $1', [tenantId]);
  }
}

describe('[HELLO9] [RESTORE6] a terminal that the server has forgotten', () => {
  test('is unknown without its certificate, or with one that is not ours', async () => {
    await forget('terminal');
    expect(await hello()).toMatchObject({ status: 401, refusal: { code: 'TERMINAL_UNKNOWN' } });
    const signed = certificateOf();
    const bent = { ...signed, certificate: { ...signed.certificate, terminalCode: 'ZZ' } };
    expect((await hello({ certificate: bent })).refusal?.code).toBe('TERMINAL_UNKNOWN');
    const other = certificateOf({ incarnation: shop.ownerUserId });
    expect((await hello({ certificate: other })).refusal?.code).toBe('TERMINAL_UNKNOWN');
    expect(await inShop((tx) => tx.terminal.count())).toBe(0);
  });

  test('[RESTORE7] comes back, pushes as ever, and pulls once the owner has confirmed it', async () => {
    const sold = aJournal(shop).seal('sale', aSaleBody(shop));
    await forget('terminal');
    const answer = await hello({ certificate: certificateOf() });
    expect(answer.data).toMatchObject({ recovered: 'terminal', held: [], terminalState: 'live' });
    const { incarnationId } = shop.terminal;
    const pushed = await say('sync.push', { incarnation: incarnationId, ops: [sold] });
    expect((pushed.data as PushAnswer).results).toMatchObject([{ r: 'posted' }]);
    expect((await pull()).refusal?.code).toBe('TERMINAL_UNCONFIRMED');
    await inShop((tx) => tx.terminal.updateMany({ data: { confirmedAt: new Date() } }));
    expect((await pull()).status).toBe(200);
    expect((await hello()).data.recovered).toBeUndefined();
  });

  test('comes back with its whole chain, which waits for support', async () => {
    await forget('chain');
    const answer = await hello({ certificate: certificateOf() });
    expect(answer.data).toMatchObject({ recovered: 'tenant', head: 1 });
    const sold = aJournal(shop).seal('sale', aSaleBody(shop));
    const pushed = await say('sync.push', { incarnation: sold.incarnation, ops: [sold] });
    expect((pushed.data as PushAnswer).results).toMatchObject([{ r: 'posted' }]);
    const store = await inShop((tx) => tx.store.findFirstOrThrow());
    expect(store).toMatchObject({ code: shop.storeCode, name: 'Chilonzor' });
    expect(store.recoveredAt).not.toBeNull();
    const chains = await at.db.auth.organization.count({ where: { id: shop.tenantId } });
    expect(chains).toBe(1);
  });

  test('comes back with the earlier lives whose certificates it shows, and only with its own', async () => {
    const older = '018f0000-0000-7000-8000-00000000cccc';
    const foreign = '018f0000-0000-7000-8000-00000000dddd';
    await forget('terminal');
    const pending = { count: 1, sum: 5, oldestAt: null };
    const lifeOf = (incarnation: string, over: Partial<Certificate>) => ({
      incarnation,
      maxSeq: 1,
      acked: [],
      pending,
      certificate: certificateOf({ incarnation, issuedAt: Date.now() - 9000, ...over }),
    });
    const earlier = [
      lifeOf(older, { terminalCode: 'OL' }),
      lifeOf(foreign, { terminalId: shop.ownerUserId, terminalCode: 'FO' }),
    ];
    const answer = await hello({ certificate: certificateOf(), earlier });
    expect(answer.data.earlierHeld).toEqual([{ incarnation: older, held: [] }]);
    const lives = await inShop((tx) => tx.terminalIncarnation.findMany());
    const ended = Object.fromEntries(lives.map(({ id, endedAt }) => [id, endedAt !== null]));
    expect(ended).toEqual({ [older]: true, [shop.terminal.incarnationId]: false });
  });

  test('two hellos at once make it once', async () => {
    await forget('terminal');
    const certificate = certificateOf();
    const answers = await Promise.all([hello({ certificate }), hello({ certificate })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const told = await inShop((tx) =>
      tx.auditEntry.count({ where: { action: 'terminal.taken-back' } }),
    );
    expect(told).toBe(1);
  });

  test('[RESTORE8] stays revoked when its revocation is known outside the backup', async () => {
    const { outside } = worker.identity.enrolment;
    const { terminalId } = shop.terminal;
    const facts = [
      { kind: 'revoked' as const, tenant: shop.tenantId, terminal: terminalId, at: Date.now() },
    ];
    worker.identity.enrolment.outside = { append: outside.append, read: async () => facts };
    try {
      // Still there, and not revoked in the restored database: the second place says otherwise.
      expect((await pull()).refusal?.code).toBe('TERMINAL_REVOKED');
      await forget('terminal');
      const answer = await hello({ certificate: certificateOf() });
      expect(answer.data).toMatchObject({ terminalState: 'revoked', recovered: 'terminal' });
      expect((await pull()).refusal?.code).toBe('TERMINAL_REVOKED');
      const sold = aJournal(shop).seal('sale', aSaleBody(shop));
      const pushed = await say('sync.push', { incarnation: sold.incarnation, ops: [sold] });
      expect((pushed.data as PushAnswer).results).toMatchObject([{ r: 'quarantined' }]);
      expect(await inShop((tx) => tx.sale.count())).toBe(0);
    } finally {
      worker.identity.enrolment.outside = outside;
    }
  });
});
