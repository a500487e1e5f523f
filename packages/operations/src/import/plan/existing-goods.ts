import type { Tiyin } from '@oson/domain';
import { nameKey } from './name-key.ts';

/** What the catalogue already holds, as far as an import compares. Archived and sample goods are not in it. */
export type ExistingGood = {
  skuId: string;
  productId: string;
  name: string;
  code: string | null;
  price: Tiyin | null;
  cost: Tiyin | null;
  mxik: string | null;
  hasCategory: boolean;
  barcodes: string[];
  /** Stores in which its stock has been counted, received or imported. */
  countedStores: readonly string[];
};

/** The catalogue by what a row can be known by. The first good of a name or code stands for it. */
export class ExistingGoods {
  private readonly byCode = new Map<string, ExistingGood>();
  private readonly byBarcode = new Map<string, ExistingGood>();
  private readonly byName = new Map<string, ExistingGood>();

  constructor(goods: readonly ExistingGood[] = []) {
    for (const good of goods) {
      if (good.code && !this.byCode.has(good.code)) this.byCode.set(good.code, good);
      for (const code of good.barcodes) {
        if (!this.byBarcode.has(code)) this.byBarcode.set(code, good);
      }
      const key = nameKey(good.name);
      if (!this.byName.has(key)) this.byName.set(key, good);
    }
  }

  ownerOf(barcode: string): ExistingGood | null {
    return this.byBarcode.get(barcode) ?? null;
  }

  /**
   * The good that a row speaks of. A code alone is not believed, because every program numbers its
   * goods from one: the barcode or enough of the name must agree.
   */
  match(row: {
    code: string | null;
    barcodes: readonly string[];
    name: string;
  }): ExistingGood | null {
    const byCode = row.code ? this.byCode.get(row.code) : undefined;
    if (byCode && agrees(byCode, row)) return byCode;
    for (const barcode of row.barcodes) {
      const owner = this.byBarcode.get(barcode);
      if (owner) return owner;
    }
    const byName = this.byName.get(nameKey(row.name));
    if (!byName) return null;
    const codesDiffer = byName.code !== null && row.code !== null && byName.code !== row.code;
    const bothCoded = byName.barcodes.length > 0 && row.barcodes.length > 0;
    return codesDiffer || bothCoded ? null : byName;
  }
}

const LIKENESS_LEAST = 0.5;

function agrees(good: ExistingGood, row: { barcodes: readonly string[]; name: string }): boolean {
  if (row.barcodes.some((code) => good.barcodes.includes(code))) return true;
  const words = new Set(nameKey(good.name).split(' '));
  const own = nameKey(row.name).split(' ');
  const shared = own.filter((word) => words.has(word)).length;
  return shared / Math.max(words.size, own.length) >= LIKENESS_LEAST;
}
