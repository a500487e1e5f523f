/** A figure as written: whole units times 10^6 would overflow nothing that a shop counts. */
export type DecimalText = { value: number; decimals: number; negative: boolean };

const GROUPED = /^\d{1,3}([.,]\d{3})+$/;

/**
 * Reads "12 500", "12 500,00", "12.500", "1,250.50" and their kin. A single separator with three
 * digits behind it groups thousands when `groups` is set (money), and is a decimal sign otherwise
 * (quantities: "1,250" kg). Null when it is no figure.
 */
export function readDecimal(text: string, groups: boolean): DecimalText | null {
  const bare = text.replace(/[\s\u00a0\u202f'’`]/g, '');
  const match = /^([-−–]?)(\d[\d.,]*)$/.exec(bare);
  if (!match) return null;
  const negative = match[1] !== '';
  const plain = withPointOnly(match[2] ?? '', groups);
  if (plain === null) return null;
  const decimals = plain.split('.')[1]?.length ?? 0;
  const value = Number(plain);
  return Number.isFinite(value) ? { value, decimals, negative } : null;
}

/** The same digits with grouping signs gone and a point as the decimal sign. */
function withPointOnly(digits: string, groups: boolean): string | null {
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points === 0 && commas === 0) return digits;
  if (points > 0 && commas > 0) {
    const decimal = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    const [whole, fraction, ...more] = digits.split(decimal);
    if (more.length > 0 || whole === undefined || !GROUPED.test(whole)) return null;
    return `${whole.replace(/[.,]/g, '')}.${fraction ?? ''}`;
  }
  if (points + commas > 1) return GROUPED.test(digits) ? digits.replace(/[.,]/g, '') : null;
  if (groups && GROUPED.test(digits) && !digits.startsWith('0')) return digits.replace(/[.,]/g, '');
  return digits.replace(',', '.');
}
