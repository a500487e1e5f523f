/** What every bench returns, how it is printed, and what it writes for machines. */
import fs from 'node:fs';
import os from 'node:os';

export type Goal = { wanted: number; got: number; met: boolean };
export type BenchReport = {
  bench: string;
  figures: Record<string, number>;
  ratios: Record<string, number>;
  goals: Record<string, Goal>;
};

/** A goal that is met at `wanted` or below. */
export const atMost = (wanted: number, got: number): Goal => ({ wanted, got, met: got <= wanted });
/** A goal that is met at `wanted` or above. */
export const atLeast = (wanted: number, got: number): Goal => ({ wanted, got, met: got >= wanted });

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds for a fixed amount of arithmetic: says how fast this machine is right now. */
export function calibrationMs(): number {
  const runs = Array.from({ length: 5 }, () => {
    const start = performance.now();
    let state = 1;
    for (let i = 0; i < 20_000_000; i++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state === 0 ? 0 : performance.now() - start;
  });
  return median(runs);
}

export function printReport(report: BenchReport, jsonFile?: string): void {
  const load = os.loadavg().map((value) => value.toFixed(2));
  console.log(`\nbench ${report.bench}`);
  console.log(`machine load ${load.join(' ')}, calibration ${calibrationMs().toFixed(1)} ms`);
  for (const [name, value] of Object.entries(report.figures)) print(name, value);
  for (const [name, value] of Object.entries(report.ratios)) print(`${name} (ratio)`, value);
  for (const [name, goal] of Object.entries(report.goals)) {
    console.log(`${goal.met ? 'met ' : 'MISS'} ${name}: wanted ${goal.wanted}, got ${goal.got}`);
  }
  if (jsonFile) fs.writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`);
}

const print = (name: string, value: number) =>
  console.log(`  ${name.padEnd(44)} ${Number.isInteger(value) ? value : value.toFixed(3)}`);
