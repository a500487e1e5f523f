import { type Evidence, PROMISES, type Promised } from './promises.ts';

/** A recorded run, as `recordRun` writes it; figures differ by its kind. */
export type Run = {
  command: string;
  at: string;
  commit: string;
  seeds?: number;
  failed?: number;
  receipts?: number;
  caught?: number;
  planted?: number;
  score?: number;
  killed?: number;
  mutants?: number;
};
export type Runs = Partial<Record<Evidence, Run>>;

/** What a run found, in one line. */
export function resultOf(run: Run): string {
  if (run.planted !== undefined) return `caught ${run.caught}/${run.planted} planted mistakes`;
  if (run.mutants !== undefined) {
    return `${run.killed} of ${run.mutants} changed lines noticed, ${run.score} %`;
  }
  const receipts = run.receipts ? `, ${run.receipts} receipts` : '';
  return `${run.seeds} seeds, ${run.failed} failed${receipts}`;
}

/** GUARANTEES.md from the last runs; a run that was never made is said to be missing. */
export function guaranteesPage(runs: Runs): string {
  const used = [...new Set(PROMISES.flatMap(({ evidence }) => evidence))];
  return [
    '# What OsonSavdo guarantees',
    '',
    'Made by `npm run guarantees` from the last recorded runs; not written by hand. A seed is one made-up',
    'stretch of trading with its own faults: power cuts, lost answers, full disks, restores nobody announced.',
    'Rules stand in packages/contract/SPEC.md.',
    '',
    ...PROMISES.flatMap((promised, index) => entryOf(promised, index + 1, runs)),
    '## The runs',
    '',
    '| Run | Command | Result | Date | Commit |',
    '| --- | --- | --- | --- | --- |',
    ...used.map((name) => rowOf(name, runs[name])),
    '',
  ].join('\n');
}

function entryOf({ promise, rules, tests, evidence }: Promised, number: number, runs: Runs) {
  const seeds = evidence.flatMap((name) => {
    const run = runs[name];
    return run ? [`${name}: ${resultOf(run)} (${run.at.slice(0, 10)}, ${run.commit})`] : [];
  });
  return [
    `## ${number}. ${promise}`,
    '',
    ...(rules.length > 0 ? [`Rules: ${rules.join(', ')}`, ''] : []),
    ...tests.map(({ file, title }) => `- \`${file}\`: ${title}`),
    ...seeds.map((line) => `- ${line}`),
    '',
  ];
}

function rowOf(name: Evidence, run: Run | undefined): string {
  if (!run) return `| ${name} | | not run yet | | |`;
  return `| ${name} | \`${run.command}\` | ${resultOf(run)} | ${run.at.slice(0, 10)} | ${run.commit} |`;
}
