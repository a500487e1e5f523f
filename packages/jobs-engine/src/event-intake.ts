import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import { keyOf, matches } from './expressions.ts';
import type { Tx } from './pool.ts';
import { DISCOVERY, type FunctionConfig, type JobEvent, limitOf } from './protocol.ts';
import type { Queue } from './queue.ts';
import { insertEvent, insertRun } from './store.ts';

export type Registered = { config: FunctionConfig; url: string; queue: string };
export type Registry = ReadonlyMap<string, Registered>;

/** An event as a caller sends it: the rest is filled in here. */
export type IncomingEvent = {
  name: string;
  data?: Record<string, unknown>;
  id?: string;
  ts?: number;
  v?: string;
};

/**
 * Gives events their ids. Without one of its own an event's id follows from the sender's seed and
 * its place, so that the SDK's own send retries do not double it.
 */
export function completeEvents(
  events: IncomingEvent[],
  seed: string | null,
  nowMs: number,
): JobEvent[] {
  const derived = (index: number) =>
    createHash('sha256').update(`${seed}\n${index}`).digest('hex').slice(0, 26);
  return events.map((event, index) => ({
    ...event,
    id: event.id || (seed ? derived(index) : ulid()),
    ts: event.ts ?? nowMs,
    data: event.data ?? {},
  }));
}

/** Stores an event and starts a run of each function that waits for it. */
export async function acceptEvent(
  tx: Tx,
  queue: Queue,
  registry: Registry,
  event: JobEvent,
): Promise<void> {
  if (!(await insertEvent(tx, event))) return;
  for (const registered of registry.values()) {
    const wanted = registered.config.triggers.some(
      (trigger) => trigger.event === event.name && matches(trigger.expression, event),
    );
    if (wanted) await startRun(tx, queue, registered, event);
  }
}

/** Makes a run and its first call in the caller's transaction; returns the run's id. */
export async function startRun(
  tx: Tx,
  queue: Queue,
  registered: Registered,
  event: JobEvent,
): Promise<string> {
  const id = ulid();
  const limit = limitOf(registered.config);
  const group = limit ? `k:${keyOf(limit.key, event)}` : null;
  await insertRun(tx, { id, functionId: registered.config.id, event, group });
  const item = { kind: 'call' as const, runId: id, stepId: DISCOVERY, attempt: 0 };
  await queue.add(tx, registered.queue, item, undefined, group);
  return id;
}
