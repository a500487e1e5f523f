import { nameKey } from './name-key.ts';
import type { PlannedRow } from './planned-row.ts';

/** The goods that earlier rows of the same file have named. */
export class EarlierRows {
  private readonly byCode = new Map<string, PlannedRow>();
  private readonly byBarcode = new Map<string, PlannedRow>();
  private readonly byName = new Map<string, PlannedRow>();

  hasBarcode(code: string): boolean {
    return this.byBarcode.has(code);
  }

  /**
   * The earlier row that is the same good: by code; by barcode, unless both rows carry codes of their
   * own (then the barcode is contested, not the good); by name, where nothing tells them apart.
   */
  sameGood(row: PlannedRow): PlannedRow | null {
    const byCode = row.code === null ? undefined : this.byCode.get(row.code);
    if (byCode && couldBeSame(byCode, row)) return byCode;
    for (const { code } of row.barcodes) {
      const owner = this.byBarcode.get(code);
      if (owner && (owner.code === null || row.code === null)) return owner;
    }
    const byName = row.name === '' ? undefined : this.byName.get(keyOf(row));
    if (!byName) return null;
    const codesDiffer = byName.code !== null && row.code !== null;
    const bothCoded = byName.barcodes.length > 0 && row.barcodes.length > 0;
    return codesDiffer || bothCoded || byName.unitCode !== row.unitCode ? null : byName;
  }

  add(row: PlannedRow): void {
    if (row.code !== null && !this.byCode.has(row.code)) this.byCode.set(row.code, row);
    for (const { code } of row.barcodes) {
      if (!this.byBarcode.has(code)) this.byBarcode.set(code, row);
    }
    if (row.name !== '' && !this.byName.has(keyOf(row))) this.byName.set(keyOf(row), row);
  }
}

/** Two goods under one code: neither name nor barcode agrees. */
function couldBeSame(first: PlannedRow, row: PlannedRow): boolean {
  if (row.name === '' || nameKey(first.name) === nameKey(row.name)) return true;
  return row.barcodes.some(({ code }) => first.barcodes.some((other) => other.code === code));
}

const keyOf = (row: PlannedRow) =>
  [row.name, ...row.options.map((option) => option.value)].map(nameKey).join('|');
