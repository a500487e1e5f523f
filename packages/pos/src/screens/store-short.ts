import type { Certificate } from '@oson/contract';

/** "Baraka Market Chilonzor" of the chain "Baraka Market" is "Chilonzor" to those who work in it. */
export function storeShort({ chainName, storeName }: Certificate): string {
  if (!storeName.startsWith(`${chainName} `)) return storeName;
  return storeName.slice(chainName.length + 1).trim() || storeName;
}
