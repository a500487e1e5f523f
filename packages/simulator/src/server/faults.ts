import type { Aim, Fault, Point } from './plan.ts';
import type { Postgres } from './postgres.ts';
import type { Scheduler, Verdict } from './scheduler.ts';
import type { Client, Step, Strand } from './strand.ts';

/** Says of a fault of the database that the schedule has made it. */
export const MADE = 'made by the schedule';

export type FaultPorts = {
  aims: readonly Aim[];
  postgres: Postgres;
  scheduler: () => Scheduler;
  count: (fault: string) => void;
  restored: () => void;
};

/** Strikes at the drawn places of the drawn transactions. */
export class Faults {
  readonly #ports: FaultPorts;
  readonly #passed: Record<Point, number> = { statement: 0, commit: 0, lock: 0 };
  /** 0: the first morning. */
  #slot = 0;
  #backups = 0;

  constructor(ports: FaultPorts) {
    this.#ports = ports;
  }

  async onStep(strand: Strand, step: Step): Promise<Verdict> {
    if (!strand.isRequest || !step.client) return 'pass';
    const isCommit = /^\s*commit\b/i.test(step.text);
    const fault = this.#aimAt(isCommit ? 'commit' : 'statement');
    return fault ? this.#strike(fault, strand, step, step.client) : 'pass';
  }

  async onBlocked(strand: Strand): Promise<void> {
    const fault = strand.isRequest ? this.#aimAt('lock') : null;
    const { running } = strand;
    if (!fault || !running?.client) return;
    const scheduler = this.#ports.scheduler();
    this.#ports.count(fault);
    if (fault === 'lock-timeout') await scheduler.cancel(strand, '55P03');
    if (fault === 'backend-killed')
      await this.#ports.postgres.monitor.end([running.client.processID]);
    if (fault === 'worker-ended') await scheduler.endWorker();
  }

  #aimAt(point: Point): Fault | null {
    this.#passed[point] += 1;
    const passed = this.#passed[point];
    return this.#ports.aims.find((aim) => aim.point === point && aim.nth === passed)?.fault ?? null;
  }

  async #strike(fault: Fault, strand: Strand, step: Step, client: Client): Promise<Verdict> {
    const { postgres, count } = this.#ports;
    const scheduler = this.#ports.scheduler();
    count(fault);
    switch (fault) {
      case 'backup':
        this.#backups += 1;
        this.#slot = 1 + (this.#backups % 2);
        await postgres.backUp(this.#slot);
        return 'pass';
      case 'backend-killed':
        await postgres.monitor.end([client.processID]);
        return 'pass';
      case 'moment-fault':
        scheduler.replace(strand, step, raise('40001'));
        return 'taken';
      case 'data-fault':
        scheduler.replace(strand, step, raise('23514'));
        return 'taken';
      case 'lost-after-commit':
        await step.send();
        await this.#lose(strand, step, client);
        return 'taken';
      case 'lost-before-commit':
        await this.#lose(strand, step, client);
        return 'taken';
      case 'restore':
        await scheduler.endWorker();
        await postgres.restore(this.#slot);
        this.#ports.restored();
        return 'taken';
      default:
        await scheduler.endWorker();
        return 'taken';
    }
  }

  /** The line to the database is cut: nobody on this side knows what became of the step. */
  async #lose(strand: Strand, step: Step, client: Client): Promise<void> {
    client.connection.stream.destroy();
    await this.#ports.postgres.monitor.end([client.processID]);
    this.#ports.scheduler().fail(strand, step, new Error('Connection terminated unexpectedly'));
  }
}

const raise = (sqlState: string) =>
  `do $$ begin raise exception using errcode = '${sqlState}', message = '${MADE}'; end $$`;
