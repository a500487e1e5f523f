import type { z } from 'zod';

/** One environment variable: its type, what it is for, and an example for who has to set it. */
export type Setting<T = unknown> = { type: z.ZodType<T>; what: string; example: string };
export type Settings<S extends Record<string, Setting>> = {
  [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never;
};

/** Describes a setting; optional ones have a type with `.optional()` or `.default(...)`. */
export function setting<T>(type: z.ZodType<T>, what: string, example: string): Setting<T> {
  return { type, what, example };
}

/** What is wrong with the environment, one line a setting. Never shows a value: it may be a secret. */
export class SettingsError extends Error {
  readonly names: string[];
  constructor(problems: { name: string; text: string }[]) {
    super(`Settings:\n${problems.map((problem) => `  ${problem.text}`).join('\n')}`);
    this.name = 'SettingsError';
    this.names = problems.map((problem) => problem.name);
  }
}

/**
 * Reads typed settings from the environment; an empty variable counts as not set. All problems are
 * told at once, each with what the setting is for and an example.
 */
export function readSettings<S extends Record<string, Setting>>(
  schema: S,
  env: Record<string, string | undefined> = process.env,
): Settings<S> {
  const values: Record<string, unknown> = {};
  const problems: { name: string; text: string }[] = [];
  for (const [name, { type, what, example }] of Object.entries(schema)) {
    const given = env[name] === '' ? undefined : env[name];
    const read = type.safeParse(given);
    if (read.success) {
      values[name] = read.data;
    } else {
      const wrong = given === undefined ? 'is not set' : `is wrong (${issues(read.error)})`;
      problems.push({ name, text: `${name} ${wrong}: ${what}, for example ${example}` });
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values as Settings<S>;
}

function issues(error: z.ZodError): string {
  return error.issues.map((issue) => issue.message).join(', ');
}
