/**
 * Records the raw exchanges of packages/contract/src/fixtures anew: `node
 * packages/simulator/src/record-exchanges.ts`. A terminal of the simulator talks to the worker in
 * memory, so every request carries a real signature and every operation a real hash.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { eraseBody, type Operation, sha256Hex } from '@oson/contract';
import { aSmallShop } from './a-small-shop.ts';
import { makeDeviceKey } from './device-key.ts';
import { beginEnrolment, lookAtCode, redeemCode } from './enrol.ts';
import { makeRecoveryPair, writeExport } from './export-bundle.ts';
import { type Exchange, FakeWorker } from './fake-worker.ts';
import { newId } from './sim-journal.ts';
import type { SimTerminal } from './sim-terminal.ts';

type Named = { name: string } & Exchange;

const worker = new FakeWorker();
const named: Named[] = [];

/** Gives the newest exchange its name. */
function keep(name: string): void {
  const exchange = worker.exchanges.at(-1);
  if (!exchange) throw new Error(`nothing was exchanged for ${name}`);
  named.push({ name, ...exchange });
}

async function refused(name: string, act: () => Promise<unknown>): Promise<void> {
  const met = await act().then(
    () => false,
    () => true,
  );
  if (!met) throw new Error(`${name} was not refused`);
  keep(name);
}

const errorBody = (code: string, httpStatus: number, details: object) => {
  const oson = { code, details, requestId: 'r-1' };
  return JSON.stringify({
    error: { json: { message: code, code: -32_603, data: { code, httpStatus, oson } } },
  });
};

async function recordRefusals(terminal: SimTerminal): Promise<void> {
  const ops = terminal.journal.records.slice(0, 2).map(({ operation }) => operation);
  const push = () => terminal.sync.push(ops);
  const tooLarge = {
    statusCode: 413,
    code: 'FST_ERR_CTP_BODY_TOO_LARGE',
    error: 'Payload Too Large',
    message: 'Request body is too large',
  };
  worker.planned.push({ kind: 'answer', status: 413, body: JSON.stringify(tooLarge) });
  await refused('push-too-large', push);
  const busy = errorBody('BUSY', 503, { delayMs: 5000 });
  worker.planned.push({ kind: 'answer', status: 503, body: busy });
  await refused('push-busy', push);
  const limited = errorBody('TOO_MANY_REQUESTS', 429, { delayMs: 30_000 });
  worker.planned.push({ kind: 'answer', status: 429, body: limited });
  await refused('push-limited', push);
  const wrong = errorBody('SIGNATURE_WRONG', 401, {});
  worker.planned.push({ kind: 'answer', status: 401, body: wrong });
  await refused('push-signature-wrong', push);
  const portal = { status: 200, body: '<html>Wi-Fi</html>', contentType: 'text/html' };
  worker.planned.push({ kind: 'answer', ...portal });
  await refused('hello-captive-portal', () => terminal.sync.hello());
  worker.expireNonces();
  await terminal.sync.push(ops);
  const expired = worker.exchanges.at(-2);
  if (expired) named.push({ name: 'push-nonce-expired', ...expired });
  keep('push-replayed');
}

async function recordEnrolment(workerUrl: string): Promise<void> {
  const enrolling = await beginEnrolment({ workerUrl });
  keep('enrol-begin');
  await enrolling.poll();
  keep('enrol-poll-waiting');
  worker.enrolment.claim(enrolling.code, aSmallShop(0).certificate);
  await enrolling.poll();
  keep('enrol-poll-claimed');
  await enrolling.finish();
  keep('enrol-finish');
  await refused('enrol-code-wrong', () => lookAtCode({ workerUrl }, 'QQQQQQQQ'));
  await lookAtCode({ workerUrl }, 'QRLNK7XP');
  keep('enrol-look');
}

async function recordRareActs(terminal: SimTerminal, recoveryKey: string): Promise<void> {
  const { certificate, journal } = terminal;
  await terminal.sync.call('sync.push', {
    incarnation: certificate.incarnation,
    ops: [eraseBody(terminal.seal('customer.create', aCustomer()))],
  });
  keep('push-erased');
  const operations: Operation[] = journal.records.map(({ operation }) => operation);
  const file = await writeExport(operations, certificate, terminal.key, recoveryKey);
  const bundle = Buffer.from(file).toString('base64url');
  await terminal.sync.call('sync.import', { bundle });
  keep('import');
  worker.forked = true;
  await terminal.sync.hello();
  keep('hello-forked');
  const { publicKey } = await makeDeviceKey();
  await terminal.sync.call('sync.renew', { publicKey, cause: 'fork' });
  keep('renew');
  const digest = sha256Hex('the bytes of the file');
  worker.snapshot = { url: '/snapshot/1', digest, rows: 50_000, bytes: 1_400_000 };
  await terminal.sync.pull(true);
  keep('pull-snapshot');
  worker.snapshot = undefined;
  const cursor = { epoch: worker.epoch, n: 3, check: 'forged' };
  await terminal.sync.call('sync.pull', { cursor, kinds: ['sku'], limit: 10 });
  keep('pull-from-zero');
  for (const code of ['TERMINAL_UNCONFIRMED', 'TENANT_CLOSED']) {
    worker.planned.push({ kind: 'answer', status: 403, body: errorBody(code, 403, {}) });
    await refused(`pull-${code.toLowerCase().replace('_', '-')}`, () => terminal.sync.pull(true));
  }
}

const aCustomer = () => ({ customerId: newId(), staffId: null, name: 'Gulnora opa', phone: null });

async function recordAll(): Promise<void> {
  const { certificate, rows } = aSmallShop(2);
  worker.enrolment.links.set('QRLNK7XP', certificate);
  worker.rows = rows;
  const workerUrl = await worker.start();
  const recovery = await makeRecoveryPair();
  worker.recovery = recovery.privateKey;
  worker.enrolment.recoveryKey = recovery.publicKey;
  await recordEnrolment(workerUrl);
  const terminal = await redeemCode({ workerUrl }, 'QRLNK7XP');
  keep('enrol-redeem');
  await terminal.sync.hello();
  keep('hello-first');
  await terminal.sync.untilQuiet();
  keep('pull-first');
  await terminal.goLive('1234', true);
  keep('go-live');

  terminal.openShift(20_000_000);
  const skuId = terminal.catalogue.all('sku')[0]?.id as string;
  const sale = terminal.sell([{ skuId, quantity: 2000 }], 1_000_000);
  await terminal.sync.hello();
  keep('hello-with-unsent');
  await terminal.sync.push(terminal.journal.records.map(({ operation }) => operation));
  keep('push-posted');
  await terminal.sync.untilQuiet();
  await recordRefusals(terminal);

  const next = terminal.sell([{ skuId }]);
  await terminal.sync.push([terminal.voidSale(next)]);
  keep('push-waiting');
  await terminal.sync.push([{ ...sale, opId: newId(), body: sale.body.replace('Non', 'Nan') }]);
  keep('push-quarantined');
  await terminal.sync.untilQuiet();
  worker.rows = [...worker.rows, outcomeOf(sale.opId)];
  await terminal.sync.pull(false);
  keep('pull-outcome');
  worker.held = new Map([...worker.held].slice(0, 1));
  worker.epoch = 2;
  await terminal.sync.hello();
  keep('hello-after-restore');
  await terminal.sync.report();
  keep('report');
  await recordRareActs(terminal, recovery.publicKey);
  worker.revoked = true;
  await terminal.sync.hello();
  keep('hello-revoked');
  await refused('pull-revoked', () => terminal.sync.pull(false));

  await worker.stop();
  const publicKey = terminal.certificate.publicKey;
  const folder = path.resolve(import.meta.dirname, '../../contract/src/fixtures');
  const text = JSON.stringify({ publicKey, exchanges: named }, null, 1);
  writeFileSync(path.join(folder, 'exchanges.json'), `${text}\n`);
}

function outcomeOf(opId: string) {
  const data = { opId, is: 'posted' as const, n: 9, flags: ['oversell' as const] };
  return { kind: 'outcome' as const, id: opId, version: 1, data };
}

await recordAll();
