import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ErasedOperation,
  type ExportBundle,
  exportSignedText,
  fromBase64url,
  type ImportOutcome,
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  type Operation,
  type PullAnswer,
  type PullRow,
  type PushResult,
  SINGLE_OP_BYTES_MAX,
  sha256Hex,
  signedText,
  verifyOperation,
} from '@oson/contract';
import {
  exportBundleSchema,
  goLiveRequestSchema,
  helloRequestSchema,
  importRequestSchema,
  parseOperation,
  pullRequestSchema,
  pushRequestSchema,
  reportRequestSchema,
} from '@oson/contract/schema';
import { rangesOf } from '@oson/sync-core';
import superjson from 'superjson';
import { isSignedBy } from './device-key.ts';
import { FakeEnrolment } from './fake-enrolment.ts';
import { Refusal } from './refusal.ts';
import { openExport, type SubtleKey } from './export-bundle.ts';

/** One raw exchange, as it went over the wire. */
export type Exchange = {
  request: { method: string; path: string; headers: Record<string, string>; body: string };
  answer: { status: number; headers: Record<string, string>; body: string };
};
/** What the next request meets instead of an answer. */
export type Planned =
  | { kind: 'answer'; status: number; body: string; contentType?: string }
  /** Cut before (`request`) or after (`answer`) the server has done its work. */
  | { kind: 'cut'; lost: 'request' | 'answer' };

type Held = { operation: Operation | ErasedOperation; result: PushResult };
/**
 * A worker in memory that speaks OSP/1 over real HTTP: enough of the server's side to try a terminal
 * without a database, with faults on demand. It posts nothing and judges no business.
 */
export class FakeWorker {
  readonly exchanges: Exchange[] = [];
  readonly planned: Planned[] = [];
  held = new Map<string, Held>();
  rows: PullRow[] = [];
  epoch = 1;
  revoked = false;
  forked = false;
  admit = { batch: 50, delayMs: 0 };
  /** What a terminal without a cursor of use is pointed to, when set. */
  snapshot: PullAnswer['snapshot'];
  /** Opens exports; without it an import cannot be read. */
  recovery: SubtleKey | null = null;
  readonly enrolment = new FakeEnrolment((incarnation) => this.#nextNonce(incarnation));
  readonly #nonces = new Map<string, string>();
  readonly #server = http.createServer((request, response) => void this.#serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Every nonce handed out so far is too old now. */
  expireNonces(): void {
    this.#nonces.clear();
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const path = new URL(request.url ?? '/', 'http://worker').pathname;
    const plan = this.planned.shift();
    if (plan?.kind === 'cut' && plan.lost === 'request') return void request.socket.destroy();
    const answer = plan?.kind === 'answer' ? plan : await this.#answer(path, body, request.headers);
    const contentType = plan?.kind === 'answer' ? plan.contentType : undefined;
    const headers = { 'content-type': contentType ?? 'application/json' };
    this.#note(request, path, body, { status: answer.status, headers, body: answer.body });
    if (plan?.kind === 'cut') return void request.socket.destroy();
    response.writeHead(answer.status, headers).end(answer.body);
  }

  #note(
    request: http.IncomingMessage,
    path: string,
    body: string,
    answer: Exchange['answer'],
  ): void {
    const kept = ['content-type', HEADER_INCARNATION, HEADER_NONCE, HEADER_SIGNATURE];
    const headers = Object.fromEntries(
      kept.flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    const method = request.method ?? 'POST';
    this.exchanges.push({ request: { method, path, headers, body }, answer });
  }

  async #answer(
    path: string,
    body: string,
    headers: http.IncomingHttpHeaders,
  ): Promise<{ status: number; body: string }> {
    try {
      const procedure = path.replace(/^\/trpc\//, '');
      const data = await this.#dispatch(procedure, path, body, headers);
      return { status: 200, body: JSON.stringify({ result: { data: superjson.serialize(data) } }) };
    } catch (error) {
      const { status, code, details } =
        error instanceof Refusal ? error : new Refusal(400, 'BAD_INPUT');
      const oson = { code, details, requestId: 'r-1' };
      const json = { message: code, code: -32_000, data: { code, httpStatus: status, oson } };
      return { status, body: JSON.stringify({ error: { json } }) };
    }
  }

  async #dispatch(
    procedure: string,
    path: string,
    body: string,
    headers: http.IncomingHttpHeaders,
  ): Promise<unknown> {
    const input: unknown = superjson.parse(body);
    if (procedure.startsWith('enrol.')) return this.enrolment.answer(procedure, input);
    const incarnation = await this.#verify(path, body, headers);
    const nonce = this.#nextNonce(incarnation);
    switch (procedure) {
      case 'sync.hello':
        return this.#hello(input, nonce);
      case 'sync.push':
        return this.#push(input, nonce);
      case 'sync.pull':
        return this.#pull(input, nonce);
      case 'sync.report':
        reportRequestSchema.parse(input);
        return { nonce };
      case 'sync.import':
        return { ...(await this.#import(input)), nonce };
      case 'sync.renew':
        return this.enrolment.renew(incarnation, input);
      case 'sync.goLive':
        return { terminalState: 'live', staffId: this.#goLive(input), nonce };
      default:
        throw new Refusal(404, 'NOT_FOUND');
    }
  }

  async #verify(path: string, body: string, headers: http.IncomingHttpHeaders): Promise<string> {
    const incarnation = String(headers[HEADER_INCARNATION]);
    const publicKey = this.enrolment.keys.get(incarnation);
    if (!publicKey) throw new Refusal(401, 'TERMINAL_UNKNOWN');
    const nonce = String(headers[HEADER_NONCE]);
    if (this.#nonces.get(nonce) !== incarnation) {
      throw new Refusal(401, 'NONCE_EXPIRED', { nonce: this.#nextNonce(incarnation) });
    }
    const text = signedText('POST', path, sha256Hex(body), nonce);
    if (!(await isSignedBy(publicKey, text, String(headers[HEADER_SIGNATURE])))) {
      throw new Refusal(401, 'SIGNATURE_WRONG');
    }
    return incarnation;
  }

  #nextNonce(incarnation: string): string {
    const nonce = randomBytes(32).toString('base64url');
    this.#nonces.set(nonce, incarnation);
    return nonce;
  }

  #hello(input: unknown, nonce: string): unknown {
    helloRequestSchema.parse(input);
    const operations = [...this.held.values()].map(({ operation }) => operation);
    return {
      epoch: this.epoch,
      serverTime: Date.now(),
      held: rangesOf(operations.sort((a, b) => a.seq - b.seq)),
      head: this.held.size,
      stableThrough: Date.now() - 35 * 86_400_000,
      minApp: '0.0.0',
      admit: this.admit,
      terminalState: this.revoked ? 'revoked' : 'live',
      tenantStatus: 'active',
      forked: this.forked,
      gzip: true,
      nonce,
    };
  }

  #push(input: unknown, nonce: string): unknown {
    const { ops } = pushRequestSchema.parse(input);
    if (ops.some((op) => JSON.stringify(op).length > SINGLE_OP_BYTES_MAX)) {
      throw new Refusal(413, 'UNEXPECTED');
    }
    const results = ops.map((op) => this.#take(op));
    return { epoch: this.epoch, results, admit: this.admit, nonce };
  }

  #take(offered: { opId: string }): PushResult {
    const known = this.held.get(offered.opId);
    if (known) return { ...known.result, r: 'replayed' };
    const read = parseOperation(offered);
    const whole = read.ok && verifyOperation(read.operation).ok ? read.operation : null;
    const is = whole ? this.#stateOf(whole) : 'quarantined';
    const r = is === 'erased' ? 'posted' : is;
    const n = is === 'posted' ? { n: this.held.size + 1 } : {};
    const rest = { flags: [], corrections: [], at: Date.now() };
    const result: PushResult = { opId: offered.opId, r, is, ...n, ...rest };
    this.held.set(offered.opId, { operation: offered as Operation, result });
    return result;
  }

  #stateOf({ type, body }: Operation | ErasedOperation): Exclude<PushResult['is'], 'rejected'> {
    if (this.revoked) return 'quarantined';
    if (body === undefined) return 'erased';
    if (type !== 'void' && type !== 'return') return 'posted';
    const { saleOpId } = JSON.parse(body) as { saleOpId: string };
    return this.held.has(saleOpId) ? 'posted' : 'waiting';
  }

  #pull(input: unknown, nonce: string): unknown {
    const { cursor, kinds, limit } = pullRequestSchema.parse(input);
    if (this.revoked) throw new Refusal(403, 'TERMINAL_REVOKED');
    const known = cursor?.epoch === this.epoch && cursor.check === `c${cursor.n}`;
    if (this.snapshot && !known) return this.#pointToSnapshot(nonce);
    const from = known ? cursor.n : 0;
    const rows = this.rows.slice(from, from + limit);
    const n = from + rows.length;
    return {
      epoch: this.epoch,
      rows: rows.filter((row) => kinds.includes(row.kind)),
      cursor: { epoch: this.epoch, n, check: `c${n}` },
      more: n < this.rows.length,
      ...(cursor && !known ? { fromZero: true } : {}),
      nonce,
    };
  }

  #pointToSnapshot(nonce: string): PullAnswer {
    const n = this.rows.length;
    const cursor = { epoch: this.epoch, n, check: `c${n}` };
    const { epoch, snapshot } = this;
    return { epoch, rows: [], cursor, more: true, ...(snapshot && { snapshot }), nonce };
  }

  #goLive(input: unknown): string {
    goLiveRequestSchema.parse(input);
    return this.rows.find((row) => row.kind === 'staff')?.id ?? '';
  }

  async #import(input: unknown): Promise<ImportOutcome> {
    const file = fromBase64url(importRequestSchema.parse(input).bundle);
    if (!file || !this.recovery) throw new Refusal(400, 'FILE_UNREADABLE');
    const bundle = exportBundleSchema.parse(await openExport(file, this.recovery)) as ExportBundle;
    const key = this.enrolment.keys.get(bundle.incarnation);
    const text = exportSignedText(bundle);
    const verified = key !== undefined && (await isSignedBy(key, text, bundle.signature));
    const results = bundle.ops.map((op) => this.#take(op));
    return { incarnation: bundle.incarnation, results, verified };
  }
}
