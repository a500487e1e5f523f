/** A refusal with its code, as the worker's error formatter writes it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, string | number>;
  constructor(status: number, code: string, details: Record<string, string | number> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
