import type { ServerPoint } from '../plan.ts';

/** What a running request waits for: a mark at which faults may strike, a lock, the end of its locks. */
export type Wait = { mark: ServerPoint } | { lock: string } | { unlock: true };
export type Act<T> = Generator<Wait, T, undefined>;

/** The operation itself is at fault: it alone goes to quarantine. */
export class OperationFault extends Error {
  readonly opId: string;
  readonly retryable: boolean;
  constructor(opId: string, cause: string, retryable: boolean) {
    super(cause);
    this.opId = opId;
    this.retryable = retryable;
  }
}

/** The moment is at fault (a deadlock, a lost connection): the same may work a little later. */
export class MomentFault extends Error {}

/** A whole request is refused. */
export class RefusedRequest extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const mark = (point: ServerPoint): Wait => ({ mark: point });
export const lock = (name: string): Wait => ({ lock: name });
export const unlock: Wait = { unlock: true };
