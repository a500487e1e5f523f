/** A name as it is compared: one case, no apostrophes or quotes, single blanks. Scripts stay apart. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ʻʼ‘’'`´"«»“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
