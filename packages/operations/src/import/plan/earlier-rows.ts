import { nameKey } from './name-key.ts';
import type { PlannedRow } from './planned-row.ts';

/** What later rows are compared with; the rest of a row is not kept. */
export type EarlierRow = Pick<
  PlannedRow,
  'row' | 'at' | 'code' | 'outcome' | 'match' | 'price' | 'priceForeign' | 'priceSuggestion'
> & { name: string; unitCode: string; barcodes: readonly string[] };

/** The goods that earlier rows of the same file have named. */
export class EarlierRows {
  private readonly byCode = new Map<string, EarlierRow>();
  private readonly byBarcode = new Map<string, EarlierRow>();
  private readonly byName = new Map<string, EarlierRow>();

  /** Whether a barcode is another row's than the one named. */
  ownerOf(code: string, except: EarlierRow | null): boolean {
    const owner = this.byBarcode.get(code);
    return owner !== undefined && owner !== except;
  }

  /**
   * The earlier row that is the same good: by code; by barcode, unless both rows carry codes of their
   * own (then the barcode is contested, not the good); by name, where nothing tells them apart.
   */
  sameGood(row: PlannedRow): EarlierRow | null {
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

  add(row: PlannedRow): EarlierRow {
    const { at, code, outcome, match, price, priceForeign, priceSuggestion, unitCode } = row;
    const name = row.name === '' ? '' : keyOf(row);
    const barcodes = row.barcodes.map((barcode) => barcode.code);
    const money = { price, priceForeign, priceSuggestion };
    const entry = { row: row.row, at, code, outcome, match, ...money, unitCode, name, barcodes };
    if (code !== null && !this.byCode.has(code)) this.byCode.set(code, entry);
    for (const barcode of barcodes) {
      if (!this.byBarcode.has(barcode)) this.byBarcode.set(barcode, entry);
    }
    if (name !== '' && !this.byName.has(name)) this.byName.set(name, entry);
    return entry;
  }
}

/** Two goods under one code: neither name nor barcode agrees. */
function couldBeSame(first: EarlierRow, row: PlannedRow): boolean {
  if (row.name === '' || first.name === keyOf(row)) return true;
  return row.barcodes.some(({ code }) => first.barcodes.includes(code));
}

const keyOf = (row: PlannedRow) =>
  [row.name, ...row.options.map((option) => option.value)].map(nameKey).join('|');
