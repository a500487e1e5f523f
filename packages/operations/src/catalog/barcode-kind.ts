import { isEanCheckDigitRight, ONE, parseScaleCode } from '@oson/domain';

/** What a stored code is: a label of a scale, a pack, a GTIN, or a code of the shop's own. */
export function barcodeKindOf(code: string, packQuantity: number, weighed: boolean): string {
  if (weighed && parseScaleCode(code)) return 'scale';
  if (packQuantity !== ONE) return 'pack';
  return isEanCheckDigitRight(code) ? 'ean' : 'internal';
}
