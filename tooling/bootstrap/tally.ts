/** Counts what passed and failed over all the tools that guard a merge. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DATA_DIR, ROOT } from './environment.ts';

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
};

export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly failures: string[] = [];

  /** A tool that passes or fails as a whole; its output is shown only when it fails. */
  check(
    name: string,
    command: string,
    args: string[],
    env: NodeJS.ProcessEnv = process.env,
  ): boolean {
    const start = performance.now();
    const result = spawnSync(command, args, {
      cwd: ROOT,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const good = result.status === 0;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${good ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
    if (good) this.passed++;
    else this.#fail(name, `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`);
    return good;
  }

  /** A vitest run: each test counts; a run that executed no test counts as a failure. */
  vitest(name: string, args: string[], env: NodeJS.ProcessEnv = process.env): boolean {
    const report = path.join(DATA_DIR, `report-${name}.json`);
    fs.mkdirSync(DATA_DIR, { recursive: true });
    fs.rmSync(report, { force: true });
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const result = spawnSync('vitest', ['run', ...args, ...reporters], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (!fs.existsSync(report)) {
      this.#fail(name, `vitest ended without a report (${result.status ?? result.signal})`);
      return false;
    }
    const counts = JSON.parse(fs.readFileSync(report, 'utf8')) as VitestReport;
    this.passed += counts.numPassedTests;
    this.failed += counts.numFailedTests;
    this.skipped += counts.numPendingTests;
    if (counts.numFailedTests > 0) this.failures.push(`${name}: ${counts.numFailedTests} tests`);
    const ranNothing = counts.numPassedTests + counts.numFailedTests === 0;
    if (counts.numFailedTests === 0 && (result.status !== 0 || ranNothing)) {
      this.#fail(name, ranNothing ? 'no test was executed' : 'a test file or its set-up failed');
    }
    return result.status === 0 && !ranNothing;
  }

  #fail(name: string, output: string): void {
    this.failed++;
    this.failures.push(name);
    console.log(output.slice(-12_000));
  }

  /** The closing line that CI reads. */
  close(): number {
    for (const failure of this.failures) console.log(`failed: ${failure}`);
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    return this.failed === 0 ? 0 : 1;
  }
}
