/** The processes that one command started, and their orderly end whatever ends the command. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  clearState,
  endGroup,
  livingOwner,
  markOf,
  sleep,
  sweep,
  writeState,
} from './processes.ts';

export type Child = ChildProcess & { done: Promise<number | string>; logFile?: string };
export type SpawnOptions = {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  quiet?: boolean;
  /** Output goes to this file instead of the terminal. */
  logFile?: string;
};

export class Session {
  readonly dataDir: string;
  #groups = new Set<number>();
  #closers: (() => Promise<void>)[] = [];
  #owns = false;
  #stopping: Promise<never> | undefined;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => void this.stop(0));
    }
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void this.stop(1), 500).unref();
    process.on('uncaughtException', (error) => void this.fail(error));
    process.on('unhandledRejection', (error) => void this.fail(error));
  }

  /** Takes the checkout for this command; false when another living command holds it. */
  async own(): Promise<boolean> {
    // An earlier command may be on its way out: give it three seconds.
    for (let i = 0; i < 30 && livingOwner(this.dataDir) !== 0; i++) await sleep(100);
    if (livingOwner(this.dataDir) !== 0) return false;
    await sweep(this.dataDir);
    this.#owns = true;
    this.#writeState();
    return true;
  }

  get stopping(): boolean {
    return this.#stopping !== undefined;
  }

  onStop(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Starts a child as leader of a process group of its own, so that all it starts ends with it. */
  start(command: string, args: string[], options: SpawnOptions = {}): Child {
    const log = options.logFile ? openLog(options.logFile) : undefined;
    const output = log ?? (options.quiet ? 'pipe' : 'inherit');
    const child = spawn(command, args, {
      stdio: ['ignore', output, output],
      env: options.env ?? process.env,
      cwd: options.cwd,
      detached: true,
    }) as Child;
    if (log !== undefined) fs.closeSync(log);
    if (options.logFile) child.logFile = options.logFile;
    child.done = new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code, signal) => {
        if (child.pid) this.#groups.delete(child.pid);
        resolve(code ?? signal ?? 'unknown');
      });
    });
    if (child.pid) this.#groups.add(child.pid);
    this.#writeState();
    return child;
  }

  /** Runs a command to its end; throws when it fails. */
  async run(command: string, args: string[], options: SpawnOptions = {}): Promise<void> {
    const child = this.start(command, args, options);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const code = await child.done;
    if (this.#stopping) await this.#stopping;
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${code})\n${output}`);
  }

  async fail(error: unknown): Promise<never> {
    if (!this.#stopping) console.error(error instanceof Error ? error.message : error);
    return this.stop(1);
  }

  stop(code: number): Promise<never> {
    this.#stopping ??= (async () => {
      await Promise.all([...this.#groups].map(endGroup));
      for (const close of this.#closers.reverse()) await close();
      if (this.#owns) clearState(this.dataDir);
      process.exit(code);
    })();
    return this.#stopping;
  }

  #writeState(): void {
    if (!this.#owns) return;
    const groups = [...this.#groups].map(markOf);
    writeState(this.dataDir, { owner: markOf(process.pid), groups });
  }
}

function openLog(file: string): number {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return fs.openSync(file, 'a');
}
