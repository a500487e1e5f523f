import { generateKeyPairSync } from 'node:crypto';
import {
  ANY_KIND,
  type Cursor,
  firstPrevHash,
  type HelloRequest,
  type Operation,
  type OperationState,
  OsonError,
  PULL_KINDS,
  type PullAnswer,
  type PullRow,
  type PushResult,
  type SignedCertificate,
  sealOperation,
} from '@oson/contract';
import { rangesOf, trustedRanges } from '@oson/sync-core';
import type { ATerminal } from '@oson/testing';
import type { Random } from '../model/random.ts';
import { Cashier, type Sealable } from './cashier.ts';
import { type Shop, signerOf } from './shops.ts';
import { WorkerEnded } from './strand.ts';
import type { World } from './world.ts';

export type Entry = {
  op: Operation;
  /** What the server last said of it; null: nothing, so it is offered. */
  is: OperationState | null;
  n: number | null;
};
type Life = { terminal: ATerminal; entries: Entry[]; certificate: SignedCertificate | null };

const CUSTOM_APP = '1.0.0';
const PULLS_MAX = 60;
const STORAGE = { persisted: true, freeBytes: null, usedBytes: null };

/** A till with a journal that never fails: here the server is what is looked at. */
export class Till {
  readonly name: string;
  readonly shop: Shop;
  readonly lives: Life[] = [];
  readonly rows = new Map<string, PullRow>();
  readonly random: Random;
  readonly #world: World;
  readonly #cashier: Cashier;
  readonly #answered = new Map<string, Set<string>>();
  cursor: Cursor | null = null;
  epoch = 1;
  forked = false;
  /** It was told that it is revoked: it sells nothing more and still sends. */
  revoked = false;
  #requests = 0;

  constructor(world: World, name: string, shop: Shop, terminal: ATerminal) {
    this.#world = world;
    this.name = name;
    this.shop = shop;
    this.random = world.random.branch(name);
    this.#cashier = new Cashier(shop, this.random.branch('cashier'), () => world.nowMs());
    this.lives.push({ terminal, entries: [], certificate: null });
  }

  get life(): Life {
    return this.lives.at(-1) as Life;
  }

  get entries(): Entry[] {
    return this.lives.flatMap(({ entries }) => entries);
  }

  /** Becomes a copy of another till's profile: the same life in two machines. */
  copyProfile(origin: Till): void {
    this.lives.length = 0;
    for (const life of origin.lives) {
      this.lives.push({ ...life, entries: life.entries.map((entry) => ({ ...entry })) });
    }
    this.#cashier.copyOf(origin.#cashier);
    for (const [key, row] of origin.rows) this.rows.set(key, row);
    this.cursor = origin.cursor;
    this.epoch = origin.epoch;
  }

  /** Something happens at the drawer; its receipt is in the customer's hand from then on. */
  sell(poison = false): void {
    const sealable = this.#cashier.next(this.life.terminal);
    const op = this.#seal(sealable, poison);
    this.#cashier.sealed(sealable, op);
    this.life.entries.push({ op, is: null, n: null });
    if (sealable.type === 'sale') {
      const { receiptNumber, totals } = sealable.body;
      this.#world.printed(this, { opId: op.opId, receiptNumber, gross: totals.gross, poison });
    } else this.#world.sealedOther(op.opId, poison);
  }

  #seal({ type, body }: Sealable, poison: boolean): Operation {
    const { terminal, entries } = this.life;
    const { tenantId } = this.shop;
    const { terminalId, incarnationId } = terminal;
    const wallMs = this.#world.nowMs();
    const clocks = { wallMs, monoMs: 5000, bootId: incarnationId };
    return sealOperation({
      opId: this.random.id(wallMs),
      incarnation: incarnationId,
      type,
      seq: entries.length + 1,
      prevHash: entries.at(-1)?.op.hash ?? firstPrevHash(tenantId, terminalId, incarnationId),
      ...clocks,
      lastServer: { serverMs: wallMs, ...clocks },
      // A field of another kind than the schema's: stored, and never read.
      body: poison ? { ...body, staffId: 7 as never } : body,
    } as Parameters<typeof sealOperation>[0]);
  }

  /** One request with the line's faults; null when no answer came. */
  async #ask<T>(door: string, act: () => Promise<T>): Promise<T | null> {
    const { line } = this.#world.plan;
    const fate = (fault: keyof typeof line) => {
      const meets = !this.#world.isHealing && this.random.chance(line[fault] ?? 0);
      if (meets) this.#world.count(fault);
      return meets;
    };
    this.#requests += 1;
    const name = `${this.name}.${this.#requests} ${door}`;
    if (fate('lost-request')) return null;
    if (fate('duplicate')) this.#world.aside(`${name} again`, act);
    const isLost = fate('lost-answer');
    try {
      const answer = await this.#world.request(name, act);
      return isLost ? null : answer;
    } catch (fault) {
      return this.#refused(fault);
    }
  }

  /** The worker has ended or refuses whole: everything stays in the journal. */
  #refused(fault: unknown): null {
    if (fault instanceof OsonError) {
      this.#world.count(`refused ${fault.code}`);
      if (fault.code === 'TERMINAL_REVOKED') this.revoked = true;
      return null;
    }
    if (fault instanceof WorkerEnded) return null;
    this.#world.met(this.name, fault);
    return null;
  }

  async hello(): Promise<boolean> {
    const { life } = this;
    const request = this.#helloRequest();
    const signer = signerOf(life.terminal);
    const answer = await this.#ask('hello', () => this.#world.doors.hello(signer, request));
    if (!answer) return false;
    this.#holds(life, answer.held);
    for (const { incarnation, held } of answer.earlierHeld ?? []) {
      const earlier = this.lives.find((each) => each.terminal.incarnationId === incarnation);
      if (earlier) this.#holds(earlier, held);
    }
    if (answer.terminalState === 'revoked') this.revoked = true;
    this.#heard(answer.epoch);
    this.forked = answer.forked && life === this.life;
    return true;
  }

  #helloRequest(): HelloRequest {
    const { terminal, entries, certificate } = this.life;
    const last = entries.at(-1)?.op;
    const unsent = entries.filter(({ is }) => is === null);
    const acked = rangesOf(entries.filter(({ is }) => is !== null).map(({ op }) => op));
    const wallMs = this.#world.nowMs();
    return {
      proto: 1,
      app: CUSTOM_APP,
      incarnation: terminal.incarnationId,
      maxSeq: last?.seq ?? 0,
      ...(last && { lastHash: last.hash }),
      acked,
      pending: { count: unsent.length, sum: 0, oldestAt: unsent.length > 0 ? wallMs : null },
      cursor: this.cursor,
      wallMs,
      monoMs: 0,
      storage: STORAGE,
      earlier: this.lives.slice(0, -1).map((life) => ({
        incarnation: life.terminal.incarnationId,
        maxSeq: life.entries.length,
        acked: [],
        pending: { count: 0, sum: 0, oldestAt: null },
        ...(life.certificate && { certificate: life.certificate }),
      })),
      ...(certificate && { certificate }),
    };
  }

  /** What the server does not hold is offered again, whatever it said before. */
  #holds({ entries }: Life, held: Parameters<typeof trustedRanges>[0]): void {
    const own = Object.fromEntries(entries.map(({ op }) => [op.seq, op.hash]));
    const trusted = trustedRanges(held, own);
    for (const entry of entries) {
      const { seq } = entry.op;
      const isHeld = trusted.some(({ from, to }) => from <= seq && seq <= to);
      if (!isHeld) entry.is = null;
      // Held, and its answer was lost: offered once more to learn what it is, which is harmless.
    }
  }

  #heard(epoch: number): void {
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    this.rows.clear();
    this.cursor = null;
  }

  /** Offers what is unsent, in batches; `shuffled` leaves the first one for last. */
  async push(): Promise<void> {
    for (const { terminal, entries } of this.lives) {
      const unsent = entries.filter(({ is }) => is === null);
      const shuffled = !this.#world.isHealing && unsent.length > 1 && this.random.chance(0.3);
      const order = shuffled ? [...unsent.slice(1), unsent[0] as Entry] : unsent;
      for (let at = 0; at < order.length; ) {
        const size = this.random.between(1, this.#world.plan.batch);
        const batch = order.slice(at, at + size);
        at += size;
        if (!(await this.#pushOne(terminal.incarnationId, batch)) && this.random.chance(0.5))
          return;
      }
    }
  }

  async #pushOne(incarnation: string, batch: readonly Entry[]): Promise<boolean> {
    const input = { incarnation, ops: batch.map(({ op }) => op) };
    const signer = signerOf(this.life.terminal);
    const restores = this.#world.restores;
    const answer = await this.#ask('push', () => this.#world.doors.push(signer, input));
    if (!answer) return false;
    for (const result of answer.results) {
      const entry = batch.find(({ op }) => op.opId === result.opId);
      if (!entry) this.#world.broken('PUSH', `an answer for ${result.opId}, which was not sent`);
      entry.is = result.is;
      entry.n = result.n ?? null;
      if (restores === this.#world.restores) this.#keepAnswer(result);
    }
    if (answer.results.length !== batch.length) {
      this.#world.broken('PUSH', `${batch.length} offered, ${answer.results.length} answered`);
    }
    return true;
  }

  #keepAnswer({ opId, is, n }: PushResult): void {
    const said = this.#answered.get(opId) ?? new Set<string>();
    said.add(`${is} ${n ?? '-'}`);
    this.#answered.set(opId, said);
  }

  /** What was ever answered for an operation since the last restore. */
  answersOf(opId: string): ReadonlySet<string> {
    return this.#answered.get(opId) ?? new Set();
  }

  forgetAnswers(): void {
    this.#answered.clear();
  }

  /** Reads the feed to its end, or until an answer is lost. */
  async pull(): Promise<boolean> {
    for (let page = 0; page < PULLS_MAX; page++) {
      const { cursor } = this;
      const kinds = [...PULL_KINDS, ANY_KIND];
      const input = { cursor, kinds, limit: this.#world.plan.pageRows };
      const signer = signerOf(this.life.terminal);
      const answer = await this.#ask('pull', () => this.#world.doors.pull(signer, input));
      if (!answer) return false;
      this.#apply(cursor, answer);
      if (!answer.more) return true;
    }
    this.#world.broken('PULL', `${this.name} never comes to the end of the feed`);
  }

  #apply(asked: Cursor | null, answer: Omit<PullAnswer, 'nonce'>): void {
    this.#heard(answer.epoch);
    if (answer.fromZero) this.rows.clear();
    const isSame = asked && !answer.fromZero && asked.epoch === answer.cursor.epoch;
    if (isSame && answer.cursor.n < asked.n) {
      this.#world.broken('I7', `${this.name} went back from ${asked.n} to ${answer.cursor.n}`);
    }
    for (const row of answer.rows) {
      this.rows.set(`${row.kind} ${row.id}`, row);
      if (row.kind === 'outcome') this.#outcome(row);
    }
    this.cursor = answer.cursor;
  }

  #outcome({ id, data }: PullRow): void {
    const said = data as { opId?: string; is?: OperationState; n?: number | null } | undefined;
    const entry = this.entries.find(({ op }) => op.opId === (said?.opId ?? id));
    if (!entry || !said?.is || entry.is === null) return;
    entry.is = said.is;
    entry.n = said.n ?? null;
  }

  /** Another opId stands at one of its numbers: a new life, with a new key and a new code. */
  async renew(): Promise<void> {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
    const signer = signerOf(this.life.terminal);
    const input = { publicKey, cause: 'fork' as const };
    const answer = await this.#ask('renew', () => this.#world.doors.renew(signer, input));
    if (!answer) return;
    const { certificate, signature } = answer;
    const { terminalId, storeId, terminalCode: code, incarnation: incarnationId } = certificate;
    const terminal = { terminalId, storeId, code, incarnationId, publicKey };
    this.lives.push({
      terminal: { ...terminal, privateKey: pair.privateKey },
      entries: [],
      certificate: { certificate, signature },
    });
    this.#cashier.beginLife();
    this.forked = false;
  }

  /** One round of what a device does by itself. */
  async sync(): Promise<void> {
    if (this.random.chance(0.6)) await this.hello();
    if (this.forked) await this.renew();
    await this.push();
    if (!this.revoked && this.random.chance(0.6)) await this.pull();
  }
}
