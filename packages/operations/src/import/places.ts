import { OsonError } from '@oson/contract';
import type { TenantTx } from '@oson/db';
import type { SheetMapping } from './columns/role.ts';
import { nameKey } from './plan/name-key.ts';

export type ImportPlace = {
  id: string;
  code: string;
  name: string;
  priceListId: string;
  currency: string;
  utcOffsetMin: number;
  cutoverHour: number;
};

/** The tenant's open stores in the order of their codes. */
export async function loadPlaces(tx: TenantTx): Promise<ImportPlace[]> {
  const places = await tx.store.findMany({
    where: { tenantId: tx.tenantId, archivedAt: null },
    orderBy: { code: 'asc' },
    select: {
      id: true,
      code: true,
      name: true,
      priceListId: true,
      currency: true,
      utcOffsetMin: true,
      cutoverHour: true,
    },
  });
  if (places.length === 0) throw new OsonError('NOT_FOUND', { what: 'store' });
  return places;
}

/** Names of stores that the file's headers carry, in order. */
export function storesNamed(sheets: readonly SheetMapping[]): string[] {
  const names = sheets.flatMap((sheet) => sheet.columns.flatMap((column) => column.store ?? []));
  return [...new Set(names)];
}

/**
 * Which of the tenant's stores each store of the file is: by name. Where none is known, the file's
 * first store is the one that the import was started for, and the others are left out.
 */
export function matchStores(
  named: readonly string[],
  places: readonly ImportPlace[],
  storeId: string,
): Record<string, string | null> {
  const matched = Object.fromEntries(
    named.map((name) => [name, storeCalled(name, places)] as const),
  );
  const first = named[0];
  if (first !== undefined && Object.values(matched).every((id) => id === null)) {
    matched[first] = storeId;
  }
  return matched;
}

/** A store by its name, or the only one in whose name it stands: "Chilonzor" in "Baraka Chilonzor". */
function storeCalled(name: string, places: readonly ImportPlace[]): string | null {
  const wanted = nameKey(name);
  const exact = places.find((place) => nameKey(place.name) === wanted);
  if (exact) return exact.id;
  const [first, ...more] = places.filter((place) =>
    ` ${nameKey(place.name)} `.includes(` ${wanted} `),
  );
  return first && more.length === 0 ? first.id : null;
}
