/**
 * A filter for texts that hold what was typed, whatever its case. `%`, `_` and `\` mean themselves:
 * Prisma hands them to LIKE as they are, and a lone `%` would match everything.
 */
export const containing = (text: string) => ({
  contains: text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`),
  mode: 'insensitive' as const,
});
