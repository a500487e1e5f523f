import { type ChildProcess, fork } from 'node:child_process';

/** A process of a bench that carries out one order at a time. */
export class Child<Order extends object> {
  readonly #child: ChildProcess;

  constructor(file: string, env: NodeJS.ProcessEnv = process.env) {
    this.#child = fork(file, { env, execArgv: ['--no-warnings'], serialization: 'advanced' });
    // A bench that is broken off leaves nobody behind.
    process.once('exit', () => this.#child.kill('SIGKILL'));
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  ask<Answer = void>(order: Order): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('a process of the bench has ended'));
      this.#child.once('exit', ended);
      this.#child.once('message', (message: { result: Answer; error?: string }) => {
        this.#child.off('exit', ended);
        if (message.error === undefined) resolve(message.result);
        else reject(new Error(message.error));
      });
      this.#child.send(order);
    });
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
