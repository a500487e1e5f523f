/** One field of a body by its path (`totals.gross`, `lines.0.name`), as JSON text. */
export type BodyField = { path: string; value: string };
export type FieldDiff = { path: string; before: string | null; after: string | null };

/** The fields of a JSON body, in order; null when it is no JSON object. */
export function fieldsOf(body: string): BodyField[] | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return walk(value, '');
  } catch {
    return null; // as it came: no JSON
  }
}

function walk(value: unknown, path: string): BodyField[] {
  const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isBranch) return [{ path, value: JSON.stringify(value) }];
  return Object.entries(value).flatMap(([key, child]) =>
    walk(child, path === '' ? key : `${path}.${key}`),
  );
}

/** What differs between two bodies, field by field. */
export function diffOf(before: string, after: string): FieldDiff[] {
  const old = new Map((fieldsOf(before) ?? []).map(({ path, value }) => [path, value]));
  const fresh = new Map((fieldsOf(after) ?? []).map(({ path, value }) => [path, value]));
  const paths = new Set([...old.keys(), ...fresh.keys()]);
  return [...paths].flatMap((path) => {
    const [a, b] = [old.get(path) ?? null, fresh.get(path) ?? null];
    return a === b ? [] : [{ path, before: a, after: b }];
  });
}

/**
 * The body with other values at some paths. A text that is no JSON counts as a text: who types 5000
 * means the number, who types Anor the word.
 */
export function withFields(body: string, changes: ReadonlyMap<string, string>): string {
  const root = JSON.parse(body) as Record<string, unknown>;
  for (const [path, text] of changes) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    let at: Record<string, unknown> = root;
    for (const key of keys) at = at[key] as Record<string, unknown>;
    at[last] = valueOf(text);
  }
  return JSON.stringify(root);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // a word
  }
}
