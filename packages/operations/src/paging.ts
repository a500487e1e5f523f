/** A page of a list: `cursor` is what the page before gave as `nextCursor`. */
export type PageRequest = { cursor?: string | undefined; limit?: number | undefined };
export type Page<Row> = { rows: Row[]; nextCursor: string | null };

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 500;

export const pageOf = ({ limit }: PageRequest) =>
  Math.min(Math.max(limit ?? LIMIT_DEFAULT, 1), LIMIT_MAX);

/** The sort key and id of a page's last row as an opaque text. */
export const writeCursor = (key: string, id: string) =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

/** Sort key and id, or null for the first page; a text that is no cursor counts as none. */
export function readCursor(cursor: string | undefined): [key: string, id: string] | null {
  if (!cursor) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fits = Array.isArray(value) && value.length === 2 && value.every(isText);
    return fits ? (value as [string, string]) : null;
  } catch {
    return null; // an old or damaged link shows the first page
  }
}

const isText = (value: unknown) => typeof value === 'string';
