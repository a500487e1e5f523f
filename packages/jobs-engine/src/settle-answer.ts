import { metrics } from '@oson/telemetry';
import { ulid } from 'ulid';
import { backoffMs, momentOf, retryAfterMs } from './durations.ts';
import { acceptEvent, type Registered, type Registry } from './event-intake.ts';
import type { Tx } from './pool.ts';
import { attemptsOf, DISCOVERY, type RunRow, type StepError, type StepOp } from './protocol.ts';
import type { Queue } from './queue.ts';
import type { SdkAnswer } from './sdk-client.ts';
import {
  endRun,
  finishStep,
  hasPendingStep,
  lockRunning,
  nameOf,
  planStep,
  setParallel,
} from './store.ts';

export type CallItem = { kind: 'call'; runId: string; stepId: string; attempt: number };
export type Settlement = {
  tx: Tx;
  queue: Queue;
  registry: Registry;
  registered: Registered;
  nowMs: number;
  random: number;
  /** Replaces the waiting times of the protocol; tests shorten them. */
  backoff?: ((attempt: number) => number) | undefined;
};

/** Everything that one answer of the SDK changes, in the transaction that completes its job. */
export async function settleAnswer(s: Settlement, item: CallItem, answer: SdkAnswer) {
  const run = await lockRunning(s.tx, item.runId);
  if (!run) return; // cancelled or ended meanwhile: the answer comes too late
  if (answer.status === 200) return finish(s, run, 'completed', answer.body);
  if (answer.status !== 206) return settleFault(s, run, item, answer);
  const ops = [answer.body].flat() as StepOp[];
  if (ops.length > 1 && !run.parallel) {
    run.parallel = true;
    await setParallel(s.tx, run.id, true);
  }
  for (const op of ops) {
    const goesOn = await settleOp(s, run, item, answer, op);
    if (!goesOn) return;
  }
  await discoverWhenIdle(s, run);
}

/** An error of the whole function, or of the transport: again later, or the end. */
async function settleFault(s: Settlement, run: RunRow, item: CallItem, answer: SdkAnswer) {
  const final = answer.headers.get('x-inngest-no-retry') === 'true';
  if (!final && item.attempt + 1 < attemptsOf(s.registered.config)) {
    return again(s, run, item, answer);
  }
  const error = errorOf(answer.body);
  if (item.stepId === DISCOVERY) return finish(s, run, 'failed', error);
  const op: StepOp = { id: item.stepId, op: 'StepFailed' };
  await finishStep(s.tx, run.id, op, { type: 'error', error }, item.attempt);
  await discoverWhenIdle(s, run);
}

/** False when nothing may follow in this answer: the run has ended, or the step is tried again. */
async function settleOp(
  s: Settlement,
  run: RunRow,
  item: CallItem,
  answer: SdkAnswer,
  op: StepOp,
): Promise<boolean> {
  switch (op.op) {
    case 'StepRun':
    case 'Step':
      await finishStep(s.tx, run.id, op, { type: 'data', data: op.data ?? null }, item.attempt);
      return true;
    case 'StepError': {
      const final = answer.headers.get('x-inngest-no-retry') === 'true';
      if (!final && item.attempt + 1 < attemptsOf(s.registered.config)) {
        await again(s, run, item, answer);
        return false;
      }
      await finishStep(s.tx, run.id, op, failure(op), item.attempt);
      return true;
    }
    case 'StepFailed':
      await finishStep(s.tx, run.id, op, failure(op), item.attempt);
      return true;
    case 'StepPlanned':
      if (await planStep(s.tx, run.id, op)) {
        await enqueue(s, run, { kind: 'call', runId: run.id, stepId: op.id, attempt: 0 });
      }
      return true;
    case 'Sleep':
      // The SDK carries the duration in the name.
      if (await planStep(s.tx, run.id, op)) {
        const until = momentOf(String(op.name ?? ''), s.nowMs);
        await s.queue.add(
          s.tx,
          s.registered.queue,
          { kind: 'wake', runId: run.id, stepId: op.id },
          until,
        );
      }
      return true;
    case 'RunComplete':
      await finish(s, run, 'completed', op.data);
      return false;
    case 'DiscoveryRequest':
      return true;
    default:
      await finish(s, run, 'failed', {
        name: 'UnsupportedStep',
        message: `${op.op} ("${nameOf(op)}") is not supported by the embedded engine`,
      });
      return false;
  }
}

const failure = (op: StepOp) => ({ type: 'error' as const, error: errorOf(op.error) });

function errorOf(value: unknown): StepError {
  const given = (value ?? {}) as Partial<StepError>;
  return { name: given.name ?? 'Error', message: given.message ?? 'failed without a message' };
}

function enqueue(s: Settlement, run: RunRow, item: CallItem, at?: Date) {
  return s.queue.add(s.tx, s.registered.queue, item, at, run.limit_group);
}

async function again(s: Settlement, run: RunRow, item: CallItem, answer: SdkAnswer) {
  const asked = retryAfterMs(answer.headers.get('retry-after'), s.nowMs);
  const delay = asked ?? s.backoff?.(item.attempt) ?? backoffMs(item.attempt, s.random);
  await enqueue(s, run, { ...item, attempt: item.attempt + 1 }, new Date(s.nowMs + delay));
}

/** When nothing is pending, exactly one call asks the function how it goes on. */
export async function discoverWhenIdle(s: Settlement, run: RunRow): Promise<void> {
  if (await hasPendingStep(s.tx, run.id)) return;
  if (run.parallel) await setParallel(s.tx, run.id, false);
  await enqueue(s, run, { kind: 'call', runId: run.id, stepId: DISCOVERY, attempt: 0 });
}

/** A sleep is over. */
export async function settleWake(s: Settlement, runId: string, stepId: string): Promise<void> {
  const run = await lockRunning(s.tx, runId);
  if (!run) return;
  await finishStep(s.tx, runId, { id: stepId, op: 'Sleep' }, { type: 'data', data: null }, 0);
  await discoverWhenIdle(s, run);
}

/** Ends a run and says so by the system events that failure handlers wait for. */
export async function finish(
  s: Settlement,
  run: RunRow,
  status: 'completed' | 'failed',
  output: unknown,
): Promise<void> {
  await endRun(s.tx, run.id, status, output);
  metrics.jobs.inc({ job: run.function_id, result: status });
  const data = { function_id: run.function_id, run_id: run.id, event: run.event };
  const outcome = status === 'failed' ? { error: errorOf(output) } : { result: output ?? null };
  await acceptEvent(s.tx, s.queue, s.registry, {
    id: ulid(),
    name: status === 'failed' ? 'inngest/function.failed' : 'inngest/function.finished',
    ts: s.nowMs,
    data: { ...data, events: [run.event], ...outcome },
  });
}
