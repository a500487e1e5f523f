/**
 * The part of the executor protocol of inngest 4.24.0 that the embedded engine speaks. Where the
 * public description and the SDK differ, the SDK stands: the opcodes and fields below are those it
 * sends and reads.
 */
export type JobEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  v?: string;
};

export type Trigger = { event?: string; expression?: string; cron?: string; jitter?: string };
export type ConcurrencyLimit = { limit: number; key?: string; scope?: string };

/** A function as the SDK registers it. Options that are not here are refused by name. */
export type FunctionConfig = {
  id: string;
  name: string;
  triggers: Trigger[];
  steps: { step: { runtime: { url: string }; retries?: { attempts?: number } } };
  concurrency?: number | ConcurrencyLimit | ConcurrencyLimit[];
};

export type StepError = { name: string; message: string; stack?: string };
export type StepResult = { type: 'data'; data: unknown } | { type: 'error'; error: StepError };

/** One operation that the SDK reports in a 206 answer. */
export type StepOp = {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  opts?: Record<string, unknown>;
  data?: unknown;
  error?: StepError;
};

/** What the engine's queue carries. */
export type QueueItem =
  | { kind: 'call'; runId: string; stepId: string; attempt: number }
  | { kind: 'wake'; runId: string; stepId: string };

export type RunRow = {
  id: string;
  function_id: string;
  status: 'running' | 'completed' | 'failed' | 'cancelled';
  event: JobEvent;
  limit_group: string | null;
  parallel: boolean;
};

/** Step id of a call that asks the function for its next steps. */
export const DISCOVERY = 'step';
/** What the SDK does when a function says nothing about retries: 1 + 4 attempts. */
const ATTEMPTS_DEFAULT = 5;
export const attemptsOf = (config: FunctionConfig) =>
  config.steps.step.retries?.attempts === undefined
    ? ATTEMPTS_DEFAULT
    : config.steps.step.retries.attempts + 1;

export const limitOf = (config: FunctionConfig): ConcurrencyLimit | null => {
  const { concurrency } = config;
  if (concurrency === undefined) return null;
  if (typeof concurrency === 'number') return { limit: concurrency };
  return Array.isArray(concurrency) ? (concurrency[0] ?? null) : concurrency;
};
