export type Reading = { ok: true; value: number } | { ok: false; problem: string };

/** What was typed, and the figure that was reported for it. */
export type Typed = { text: string; figure: number | null };

/**
 * What a field of figures shows: what was typed as long as the figure is the one reported for it,
 * else the figure as it is written. `problem` names why a text means no figure; an empty field has
 * none.
 */
export function figureText(
  figure: number | null,
  typed: Typed | null,
  { read, write }: { read: (text: string) => Reading; write: (figure: number) => string },
): { text: string; reading: Reading; problem: string | null } {
  const text = typed?.figure === figure ? typed.text : figure === null ? '' : write(figure);
  const reading = read(text);
  return { text, reading, problem: reading.ok || text.trim() === '' ? null : reading.problem };
}

/** Marks an input whose text means nothing, so that a form does not take it for an empty one. */
export const UNREADABLE_MARK = 'data-unreadable';
