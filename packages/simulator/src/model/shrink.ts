import type { Plan } from './plan.ts';
import { runPlan } from './run-seed.ts';

type Fails = { invariant: string; message: string };
const RUNS_MAX = 200;

/**
 * The smallest plan that breaks the same promise: aims, kinds of faults, tills and sales are left out
 * one after the other as long as it still fails. Draws of what stays are the same as before.
 */
export function shrink(plan: Plan): { plan: Plan; message: string; runs: number } {
  const first = failureOf(plan);
  if (!first) throw new Error(`seed ${plan.seed} does not fail`);
  let best = { plan, failure: first };
  let runs = 1;
  for (let shrunk = true; shrunk && runs < RUNS_MAX; ) {
    shrunk = false;
    for (const smaller of smallerThan(best.plan)) {
      runs += 1;
      const failure = failureOf(smaller);
      if (failure?.invariant !== first.invariant) continue;
      best = { plan: smaller, failure };
      shrunk = true;
      break;
    }
  }
  return { plan: best.plan, message: best.failure.message, runs };
}

function failureOf(plan: Plan): Fails | null {
  try {
    return runPlan(plan).failure;
  } catch (error) {
    return { invariant: 'error', message: String(error) };
  }
}

function* smallerThan(plan: Plan): Generator<Plan> {
  for (const index of plan.aims.keys()) {
    yield { ...plan, aims: plan.aims.filter((_, at) => at !== index) };
  }
  for (const index of (plan.script ?? []).keys()) {
    yield { ...plan, script: plan.script?.filter((_, at) => at !== index) };
  }
  for (const fault of Object.keys(plan.line)) {
    const line = { ...plan.line };
    delete line[fault as keyof Plan['line']];
    yield { ...plan, line };
  }
  for (const act of Object.keys(plan.acts)) {
    const acts = { ...plan.acts };
    delete acts[act as keyof Plan['acts']];
    yield { ...plan, acts };
  }
  if (plan.tenants > 1) yield { ...plan, tenants: 1 };
  if (plan.terminalsPerTenant > 1) {
    yield { ...plan, terminalsPerTenant: plan.terminalsPerTenant - 1 };
  }
  if (plan.salesPerTerminal > 1) {
    yield { ...plan, salesPerTerminal: Math.floor(plan.salesPerTerminal / 2) };
  }
}
