import {
  type Certificate,
  type EnrolAnswer,
  type ErasedOperation,
  type HelloAnswer,
  type HelloRequest,
  type Operation,
  type PullAnswer,
  type PullRow,
  type PushAnswer,
  type PushRequest,
  type PushResult,
  type RenewRequest,
  type ReportRequest,
  sha256Hex,
  verifyOperation,
} from '@oson/contract';
import { PortError } from '@oson/pos/ports';
import { rangesOf } from '@oson/sync-core';
import type { Random } from '../model/random.ts';

type Offered = Operation | ErasedOperation;
export type Held = { op: Offered; n: number; at: number; quarantined: boolean; forked: boolean };
type Life = { code: string; forked: boolean; followedBy: string | null; maxSeq: number };

/** All that a restore takes back. Values are never changed in place. */
type Books = { ops: Map<string, Held>; n: number; bytes: Map<number, string>; at: number };

export const GOODS = ['non', 'sut', 'choy'] as const;
const PRICES: Record<string, number> = { non: 470_000, sut: 1_250_000, choy: 3_300_000 };
export const STOCK_AT_OPENING = 1_000_000;
const DAY_MS = 86_400_000;

/** The server of one till, with the real shapes of everything that travels; time and draws are given. */
export class TillServer {
  books: Books = { ops: new Map(), n: 10, bytes: new Map(), at: 0 };
  readonly lives = new Map<string, Life>();
  readonly reports: ReportRequest[] = [];
  /** Other bytes under a known id: nothing of ours may ever do that. */
  readonly reused: string[] = [];
  epoch = 1;
  renewals = 0;
  restores = 0;
  readonly tenantId: string;
  readonly terminalId: string;
  readonly #random: Random;
  readonly #now: () => number;
  readonly #backups: Books[] = [];
  readonly #renewed = new Map<string, EnrolAnswer>();

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
    this.tenantId = random.id(now());
    this.terminalId = random.id(now());
    this.books.bytes.set(10, random.hex(16));
  }

  /** A new life of the terminal, as the office lets it in. */
  enrol(): EnrolAnswer {
    const incarnation = this.#random.id(this.#now());
    for (const life of this.lives.values()) life.followedBy ??= incarnation;
    const code = `K${this.lives.size + 10}`;
    this.lives.set(incarnation, { code, forked: false, followedBy: null, maxSeq: 0 });
    const certificate: Certificate = {
      tenantId: this.tenantId,
      chainName: 'Baraka',
      storeId: 'store',
      storeName: 'Chilonzor',
      storeCode: 'CH',
      terminalId: this.terminalId,
      terminalName: '1-kassa',
      incarnation,
      terminalCode: code,
      publicKey: 'key',
      issuedAt: this.#now(),
    };
    return { certificate, signature: 's', nonce: 'n', practice: false };
  }

  /** The same key asked for twice is one life: the first answer was lost. */
  renew({ publicKey }: RenewRequest): EnrolAnswer {
    const answer = this.#renewed.get(publicKey) ?? this.enrol();
    this.#renewed.set(publicKey, answer);
    this.renewals = this.#renewed.size;
    return answer;
  }

  backUp(): void {
    const { ops, n, bytes } = this.books;
    this.#backups.push({ ops: new Map(ops), n, bytes: new Map(bytes), at: this.#now() });
  }

  /** The newest backup but `back` takes the place of everything; nobody is told. */
  restore(back: number): boolean {
    const young = this.#backups.filter(({ at }) => at > this.#now() - 35 * DAY_MS);
    const backup = young.at(-1 - back) ?? young[0];
    if (!backup) return false;
    this.restores += 1;
    this.books = { ...backup, ops: new Map(backup.ops), bytes: new Map(backup.bytes) };
    return true;
  }

  hello(request: HelloRequest): HelloAnswer {
    const life = this.lives.get(request.incarnation);
    if (!life) throw new PortError(401, 'TERMINAL_UNKNOWN');
    life.maxSeq = Math.max(life.maxSeq, request.maxSeq);
    this.#judge(request.cursor);
    const earlierHeld = (request.earlier ?? []).map(({ incarnation }) => {
      return { incarnation, held: this.heldOf(incarnation) };
    });
    return {
      epoch: this.epoch,
      serverTime: this.#now(),
      held: this.heldOf(request.incarnation),
      head: this.books.n,
      stableThrough: this.#now() - 35 * DAY_MS,
      minApp: '0.0.0',
      admit: { batch: 50, delayMs: 0 },
      terminalState: 'live',
      tenantStatus: 'active',
      forked: life.forked && life.followedBy === null,
      earlierHeld,
      nonce: 'n',
    };
  }

  push({ incarnation, ops }: PushRequest): PushAnswer {
    if (!this.lives.has(incarnation)) throw new PortError(401, 'TERMINAL_UNKNOWN');
    const results = ops.map((op) => this.#take(op));
    return { epoch: this.epoch, results, admit: { batch: 50, delayMs: 0 }, nonce: 'n' };
  }

  pull(cursor: PullAnswer['cursor'] | null): PullAnswer {
    this.#judge(cursor);
    const good = cursor?.epoch === this.epoch && this.#proves(cursor) ? cursor.n : 0;
    const rows = this.#rows().filter((row) => row.version > good);
    const { n } = this.books;
    const next = { epoch: this.epoch, n, check: this.books.bytes.get(n) ?? '' };
    const fromZero = good === 0 ? { fromZero: true as const } : {};
    return { epoch: this.epoch, rows, cursor: next, more: false, ...fromZero, nonce: 'n' };
  }

  report(request: ReportRequest): { nonce: string } {
    this.reports.push(request);
    return { nonce: 'n' };
  }

  heldOf(incarnation: string) {
    const mine = [...this.books.ops.values()].filter(({ op }) => op.incarnation === incarnation);
    const bySeq = new Map<number, string>();
    // The first to claim a number holds it.
    for (const { op } of mine) if (!bySeq.has(op.seq)) bySeq.set(op.seq, op.hash);
    const chained = [...bySeq].map(([seq, hash]) => ({ seq, hash }));
    return rangesOf(chained.sort((a, b) => a.seq - b.seq));
  }

  stockOf(skuId: string): number {
    let stock = STOCK_AT_OPENING;
    for (const { op, quarantined } of this.books.ops.values()) {
      if (op.type === 'sale' && !quarantined && op.body !== undefined)
        stock -= soldIn(op.body, skuId);
    }
    return stock;
  }

  #take(op: Offered): PushResult {
    const { ops } = this.books;
    const known = ops.get(op.opId);
    if (known && known.op.hash !== op.hash) this.reused.push(op.opId);
    if (known) return this.#result(op.opId, 'replayed');
    const forked = [...ops.values()].some(
      ({ op: other }) => other.incarnation === op.incarnation && other.seq === op.seq,
    );
    const life = this.lives.get(op.incarnation);
    if (forked && life) life.forked = true;
    const quarantined = !verifyOperation(op).ok;
    this.books.n += 1;
    const { n } = this.books;
    this.books.bytes.set(n, this.#random.hex(16));
    ops.set(op.opId, { op, n, at: this.#now(), quarantined, forked });
    return this.#result(op.opId, quarantined ? 'quarantined' : 'posted');
  }

  #result(opId: string, r: PushResult['r']): PushResult {
    const held = this.books.ops.get(opId) as Held;
    const is = held.quarantined ? 'quarantined' : 'posted';
    const flags = held.forked ? (['fork'] as const) : [];
    return { opId, r, is, n: held.n, flags: [...flags], corrections: [], at: held.at };
  }

  /** A cursor of this epoch beyond the head, or with other bytes, shows that the server went back. */
  #judge(cursor: PullAnswer['cursor'] | null): void {
    if (!cursor || cursor.epoch !== this.epoch || this.#proves(cursor)) return;
    this.epoch += 1;
  }

  #proves(cursor: PullAnswer['cursor']): boolean {
    return cursor.n <= this.books.n && this.books.bytes.get(cursor.n) === cursor.check;
  }

  #rows(): PullRow[] {
    const { n } = this.books;
    return GOODS.flatMap((id): PullRow[] => [
      { kind: 'sku', id, version: 1, data: skuData(id) },
      { kind: 'price', id: `price-${id}`, version: 1, data: priceData(id) },
      {
        kind: 'stock',
        id: `stock-${id}`,
        version: n,
        data: { skuId: id, quantity: this.stockOf(id), counted: true, n },
      },
    ]);
  }
}

function soldIn(body: string, skuId: string): number {
  const { lines } = JSON.parse(body) as { lines: { skuId: string; quantity: number }[] };
  return lines
    .filter((line) => line.skuId === skuId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

const priceData = (skuId: string) => {
  return { skuId, amount: PRICES[skuId] ?? 0, currency: 'UZS', from: 0, n: 1 };
};

function skuData(id: string): NonNullable<Extract<PullRow, { kind: 'sku' }>['data']> {
  return {
    productId: id,
    categoryId: null,
    name: id,
    names: null,
    code: null,
    kind: 'piece',
    unit: 'dona',
    tracked: true,
    taxRateBp: null,
    favourite: null,
    sample: false,
    mxik: null,
    marked: false,
  };
}

/** The digest of all that the server holds, for the trace. */
export function digestOf(server: TillServer): string {
  const held = [...server.books.ops.values()].map(({ op, n }) => `${n} ${op.opId} ${op.hash}`);
  return sha256Hex(held.join('\n'));
}
