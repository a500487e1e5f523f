/** A text for LIKE in which `%`, `_` and `\` mean themselves. */
export const likeText = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** A filter for texts that hold what was typed, whatever its case; a lone `%` matches a `%`. */
export const containing = (text: string) => ({
  contains: likeText(text.trim()),
  mode: 'insensitive' as const,
});
