import { Prisma } from '@oson/db';
import { foldTokens } from '@oson/domain';
import { likeText } from '../containing.ts';

/**
 * A condition on `sku k` with its `product p`: each typed word begins a word of the folded names, or
 * the text begins a code or a barcode.
 */
export function matchingGoods(search: string | undefined): Prisma.Sql {
  const typed = search?.trim();
  if (!typed) return Prisma.empty;
  const words = foldTokens(typed).map((word) => `% ${likeText(word)}%`);
  const code = likeText(typed.replaceAll(/\s/g, ''));
  const coded = Prisma.sql`(k.code ilike ${`${code}%`} or exists (
    select from barcode b where b.tenant_id = k.tenant_id and b.sku_id = k.id
      and b.code like ${`${code}%`} and b.archived_at is null))`;
  if (words.length === 0) return Prisma.sql`and ${coded}`;
  const named = Prisma.sql`(' ' || p.search_key) like all (${words}::text[])`;
  return Prisma.sql`and (${named} or ${coded})`;
}
