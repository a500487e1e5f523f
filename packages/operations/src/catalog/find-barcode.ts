import type { TenantTx } from '@oson/db';
import { isEanCheckDigitRight, normaliseCode } from '@oson/domain';
import { type BarcodeOwner, ownersOf } from './check-item.ts';

export type FoundBarcode = {
  code: string;
  /** False when it has the length of an EAN but a wrong last digit. */
  checkDigitRight: boolean;
  owner: Omit<BarcodeOwner, 'barcodeId'> | null;
};

/** A code as it is stored, and which item of the chain has it. */
export async function findBarcode(tx: TenantTx, typed: string): Promise<FoundBarcode> {
  const code = normaliseCode(typed);
  const [owner] = await ownersOf(tx, [code]);
  return {
    code,
    checkDigitRight: !/^(\d{8}|\d{12,14})$/.test(code) || isEanCheckDigitRight(code),
    owner: owner
      ? { code, skuId: owner.skuId, productId: owner.productId, name: owner.name }
      : null,
  };
}
