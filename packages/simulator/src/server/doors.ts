import {
  applyOutside,
  cursorProof,
  deriveServerKeys,
  type EnrolmentPorts,
  isSignedBy,
  makeNonce,
  renewTerminal,
  resolveTerminal,
  type ResolvedTerminal,
  type SignedRequest,
  takeBackTerminal,
} from '@oson/auth';
import {
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  type HelloAnswer,
  type HelloRequest,
  OsonError,
  type PullAnswer,
  type PullRequest,
  type PushResult,
  type RenewAnswer,
  type RenewRequest,
  sha256Hex,
  signedText,
} from '@oson/contract';
import type { Database } from '@oson/db';
import { applyPush, hello, importBundle, isOver, type OutsideFact, pull } from '@oson/operations';

/** Whoever signs a request: the life of a terminal, by its key. */
export type Signer = { incarnation: string; sign: (text: string) => string };
type Door = 'hello' | 'push' | 'pull' | 'renew' | 'import';
export type PushInput = { incarnation: string; ops: readonly { opId: string }[] };
type Pushed = { epoch: number; results: PushResult[] };

const RESTORE_WINDOW_DAYS = 35;

/** The worker's way from a signed request to an operation, without HTTP around it. */
export class Doors {
  readonly #db: Database;
  readonly #ports: EnrolmentPorts;
  /** What no backup holds; a restore leaves it alone. */
  readonly outside: OutsideFact[] = [];

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#ports = {
      db,
      keys: deriveServerKeys('a secret that no database of the simulator holds'),
      limiter: null as never,
      recovery: { publicKey: '' } as EnrolmentPorts['recovery'],
      outside: {
        append: async (fact) => void this.outside.push(fact),
        read: async () => this.outside,
      },
      now,
    };
  }

  get ledger(): EnrolmentPorts['outside'] {
    return this.#ports.outside;
  }

  async hello(signer: Signer, input: HelloRequest): Promise<Omit<HelloAnswer, 'nonce'>> {
    const terminal = await this.#enter(signer, 'hello', input);
    const { now, keys } = this.#ports;
    const ports = {
      nowMs: now(),
      restoreWindowDays: RESTORE_WINDOW_DAYS,
      proof: cursorProof(keys.cursor),
    };
    return this.#db.inTenant(terminal.tenantId, (tx) => hello(tx, terminal, input, ports));
  }

  async push(signer: Signer, input: PushInput): Promise<Pushed> {
    const terminal = await this.#enter(signer, 'push', input);
    const ops = input.ops.map((op) => ({ opId: op.opId, raw: op }));
    const { incarnation } = input;
    return applyPush(this.#db, terminal, { incarnation, ops }, this.#ports.now());
  }

  async pull(signer: Signer, input: PullRequest): Promise<Omit<PullAnswer, 'nonce'>> {
    const terminal = await this.#enter(signer, 'pull', input);
    if (terminal.state === 'revoked') throw new OsonError('TERMINAL_REVOKED');
    if (terminal.unconfirmed) throw new OsonError('TERMINAL_UNCONFIRMED');
    const ports = { proof: cursorProof(this.#ports.keys.cursor), nowMs: this.#ports.now() };
    return this.#db.inTenant(terminal.tenantId, (tx) => pull(tx, terminal, input, ports));
  }

  async renew(signer: Signer, input: RenewRequest): Promise<RenewAnswer> {
    const terminal = await this.#enter(signer, 'renew', input);
    return renewTerminal(this.#ports, terminal, input);
  }

  /** `plain`: what lies inside the encrypted file. */
  async import(signer: Signer, plain: string): Promise<{ results: PushResult[] }> {
    const terminal = await this.#enter(signer, 'import', plain);
    const ports = { isSignedBy, nowMs: this.#ports.now() };
    return importBundle(this.#db, terminal.tenantId, plain, ports);
  }

  async #enter(signer: Signer, door: Door, input: unknown): Promise<ResolvedTerminal> {
    const { keys, outside, now } = this.#ports;
    const request = requestOf(
      signer,
      door,
      input,
      makeNonce(keys.nonce, signer.incarnation, now()),
    );
    let { terminal, refusal } = await resolveTerminal(this.#db, keys, request, now());
    if (refusal?.code === 'TERMINAL_UNKNOWN') {
      ({ terminal, refusal } = await takeBackTerminal(this.#ports, request));
    }
    if (!terminal) throw new OsonError(refusal?.code ?? 'SIGNATURE_WRONG');
    terminal = await applyOutside(outside, terminal);
    if (isOver(terminal, now())) throw new OsonError('TERMINAL_REVOKED');
    return terminal;
  }
}

function requestOf(signer: Signer, door: Door, input: unknown, nonce: string): SignedRequest {
  const path = `/trpc/sync.${door}`;
  const bodyText = JSON.stringify({ json: input });
  const headers: Record<string, string> = {
    [HEADER_INCARNATION]: signer.incarnation,
    [HEADER_NONCE]: nonce,
    [HEADER_SIGNATURE]: signer.sign(signedText('POST', path, sha256Hex(bodyText), nonce)),
  };
  return { method: 'POST', path, bodyText, header: (name) => headers[name] };
}
