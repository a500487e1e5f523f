import { evaluate, parse } from '@marcbachmann/cel-js';
import type { JobEvent } from './protocol.ts';

/** Why a CEL expression cannot be read, or null when it can. */
export function expressionFault(expression: string): string | null {
  try {
    parse(expression);
    return null;
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? 'unreadable';
  }
}

/** Value of an expression over the event; a field that is missing makes it undefined. */
function valueOf(expression: string, event: JobEvent): unknown {
  try {
    return evaluate(expression, { event });
  } catch {
    return undefined; // the language raises on a missing field, and that counts as no match
  }
}

export const matches = (expression: string | undefined, event: JobEvent): boolean =>
  expression === undefined || valueOf(expression, event) === true;

/** The text that a limit's key comes to for this event; a structure counts as its JSON. */
export function keyOf(expression: string | undefined, event: JobEvent): string {
  if (expression === undefined) return '*';
  const value = valueOf(expression, event) ?? '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number}`;
}
