import type { Tx } from './pool.ts';
import type { FunctionConfig, JobEvent, RunRow, StepOp, StepResult } from './protocol.ts';

type FunctionRow = { id: string; url: string; config: FunctionConfig };

/** Keeps the functions of a serve address; one that has gone stays for its runs. */
export async function saveFunctions(tx: Tx, functions: FunctionConfig[]): Promise<void> {
  await tx.query(
    `insert into jobs.function (id, url, config)
     select f ->> 'id', f #>> '{steps,step,runtime,url}', f from jsonb_array_elements($1::jsonb) f
     on conflict (id) do update set url = excluded.url, config = excluded.config, synced_at = now()`,
    [JSON.stringify(functions)],
  );
}

export async function loadFunctions(tx: Tx): Promise<FunctionRow[]> {
  return (await tx.query('select id, url, config from jobs.function')).rows as FunctionRow[];
}

/** False when an event of this id was seen before. */
export async function insertEvent(tx: Tx, event: JobEvent): Promise<boolean> {
  const done = await tx.query(
    'insert into jobs.event (id, name, raw) values ($1, $2, $3) on conflict do nothing',
    [event.id, event.name, JSON.stringify(event)],
  );
  return done.rowCount === 1;
}

export async function insertRun(
  tx: Tx,
  run: { id: string; functionId: string; event: JobEvent; group: string | null },
): Promise<void> {
  await tx.query(
    'insert into jobs.run (id, function_id, event, limit_group) values ($1, $2, $3, $4)',
    [run.id, run.functionId, JSON.stringify(run.event), run.group],
  );
}

/** The run when it still goes on, locked against other answers of the same run. */
export async function lockRunning(tx: Tx, runId: string): Promise<RunRow | null> {
  const found = await tx.query(
    `select id, function_id, status, event, limit_group, parallel
     from jobs.run where id = $1 for update`,
    [runId],
  );
  const run = found.rows[0] as RunRow | undefined;
  return run?.status === 'running' ? run : null;
}

export async function readRun(tx: Tx, runId: string): Promise<RunRow | null> {
  const found = await tx.query(
    'select id, function_id, status, event, limit_group, parallel from jobs.run where id = $1',
    [runId],
  );
  return (found.rows[0] as RunRow | undefined) ?? null;
}

export async function finishedSteps(
  tx: Tx,
  runId: string,
): Promise<{ id: string; result: StepResult }[]> {
  const found = await tx.query(
    'select id, result from jobs.step where run_id = $1 and not pending order by finished_order',
    [runId],
  );
  return found.rows as { id: string; result: StepResult }[];
}

/** Notes a step that the function has planned but that has no result yet. */
export async function planStep(tx: Tx, runId: string, op: StepOp): Promise<boolean> {
  const done = await tx.query(
    `insert into jobs.step (run_id, id, op, name, pending) values ($1, $2, $3, $4, true)
     on conflict do nothing`,
    [runId, op.id, op.op, nameOf(op)],
  );
  return done.rowCount === 1;
}

/** Writes a step's result; one that has a result already keeps it. */
export async function finishStep(
  tx: Tx,
  runId: string,
  op: StepOp,
  result: StepResult,
  attempt: number,
): Promise<void> {
  await tx.query(
    `insert into jobs.step (run_id, id, op, name, pending, result, attempt)
     values ($1, $2, $3, $4, false, $5, $6)
     on conflict (run_id, id) do update set pending = false, result = excluded.result,
       op = excluded.op, attempt = excluded.attempt, at = now(),
       finished_order = excluded.finished_order
     where jobs.step.pending`,
    [runId, op.id, op.op, nameOf(op), JSON.stringify(result), attempt],
  );
}

export const nameOf = (op: StepOp) => op.displayName ?? op.name ?? op.id;

export async function setParallel(tx: Tx, runId: string, parallel: boolean): Promise<void> {
  await tx.query('update jobs.run set parallel = $2 where id = $1', [runId, parallel]);
}

export async function hasPendingStep(tx: Tx, runId: string): Promise<boolean> {
  const found = await tx.query(
    'select exists (select from jobs.step where run_id = $1 and pending) as waiting',
    [runId],
  );
  return (found.rows[0] as { waiting: boolean }).waiting;
}

export async function endRun(
  tx: Tx,
  runId: string,
  status: 'completed' | 'failed' | 'cancelled',
  output: unknown,
): Promise<void> {
  await tx.query('update jobs.run set status = $2, output = $3, ended_at = now() where id = $1', [
    runId,
    status,
    JSON.stringify(output ?? null),
  ]);
}

/** Deletes ended runs and events that are older than `days`; returns how many runs went. */
export async function pruneOlderThan(tx: Tx, days: number): Promise<number> {
  const age = 'now() - make_interval(days => $1)';
  const runs = await tx.query(
    `delete from jobs.run where status <> 'running' and ended_at < ${age}`,
    [days],
  );
  await tx.query(`delete from jobs.event where received_at < ${age}`, [days]);
  return runs.rowCount ?? 0;
}
