import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** What the driver's types leave out. */
export type Client = pg.Client & { processID: number; connection: { stream: Socket } };

/** One step that waits for its turn: a statement, or a mere pause. */
export type Step = {
  /** null: a pause, which no database sees. */
  client: Client | null;
  text: string;
  /** Sends it; with `text`, something else in its place. */
  send: (text?: string) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (fault: unknown) => void;
};

/** Raised in everything that goes on behind a worker that has ended. */
export class WorkerEnded extends Error {
  constructor() {
    super('the worker has ended');
  }
}

/**
 * One line of doing that the schedule leads: a request inside the worker, or a person or till that
 * makes requests. Its steps go one after the other, each when the scheduler lets it.
 */
export class Strand {
  readonly name: string;
  /** Runs inside the worker, and ends with it. */
  readonly isRequest: boolean;
  readonly queue: Step[] = [];
  running: Step | null = null;
  isBlocked = false;
  /** Requests of its own that it waits for. */
  waits = 0;
  isDone = false;
  isDead = false;
  /** SQLSTATE under which a cancelled statement is told to have failed. */
  blame: string | null = null;
  /** Drawn at the beginning, for the schedule by rank. */
  rank = 0;

  constructor(name: string, isRequest: boolean) {
    this.name = name;
    this.isRequest = isRequest;
  }

  /** Neither waiting for its turn nor for an answer: it works, and all others wait for that. */
  get isThinking(): boolean {
    if (this.isDone || this.isDead || this.waits > 0) return false;
    return this.running === null && this.queue.length === 0;
  }

  get isReady(): boolean {
    return !this.isDone && !this.isDead && this.running === null && this.queue.length > 0;
  }
}

const current = new AsyncLocalStorage<Strand>();
/** The strand that the running code belongs to. */
export const presentStrand = (): Strand | undefined => current.getStore();
export const runAs = <T>(strand: Strand, act: () => Promise<T>): Promise<T> =>
  current.run(strand, act);
