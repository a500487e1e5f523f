import { OsonError } from '@oson/contract';
import { type TenantTx, toNumber, uuidv7Now, withChange } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';
import { writeAudit } from '../audit/write-audit.ts';
import type { ItemNames } from './goods-types.ts';

export type CategoryRow = {
  id: string;
  name: string;
  names: ItemNames | null;
  hue: number;
  position: number;
  sample: boolean;
  version: number;
  /** SKUs that are sold under it. */
  goods: number;
};
export type CategoryInput = { name: string; names: ItemNames; hue: number };

/** The sections of the catalogue in their order. */
export async function listCategories(tx: TenantTx): Promise<CategoryRow[]> {
  const rows = await tx.$queryRaw<(Omit<CategoryRow, 'goods'> & { goods: bigint })[]>`
    select c.id, c.name, c.names, c.hue, c.position, c.sample, c.version,
      (select count(*) from product p
        join sku k on k.tenant_id = p.tenant_id and k.product_id = p.id and k.archived_at is null
        where p.tenant_id = c.tenant_id and p.category_id = c.id) as goods
    from category c
    where c.tenant_id = ${tx.tenantId}::uuid and c.archived_at is null
    order by c.position, c.id`;
  return rows.map((row) => ({ ...row, goods: toNumber(row.goods) }));
}

/** @throws OsonError BAD_INPUT without a name */
export async function createCategory(
  tx: TenantTx,
  input: CategoryInput,
  userId: string,
): Promise<{ id: string }> {
  const id = uuidv7Now();
  const data = dataOf(input);
  const last = await tx.category.aggregate({
    where: { tenantId: tx.tenantId, archivedAt: null },
    _max: { position: true },
  });
  const position = (last._max.position ?? 0) + 1;
  await tx.category.create({
    data: { tenantId: tx.tenantId, id, position, ...data },
  });
  await audit(tx, userId, 'category.added', data.name);
  await withChange(tx, [{ kind: 'category', id }]);
  return { id };
}

function dataOf({ name, names, hue }: CategoryInput) {
  const tidy = name.replace(/\s+/g, ' ').trim();
  if (!tidy) throw new OsonError('BAD_INPUT', { field: 'name' });
  return { name: tidy, names, hue };
}

type Target = { id: string; version: number };

/** @throws OsonError NOT_FOUND, CHANGED_MEANWHILE, BAD_INPUT */
export async function updateCategory(
  tx: TenantTx,
  target: Target,
  input: CategoryInput,
  userId: string,
): Promise<void> {
  await change(tx, target, dataOf(input), { userId, action: 'category.changed' });
}

/**
 * Archives a section, or brings it back. Its goods stay; without it they stand under none.
 *
 * @throws OsonError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function archiveCategory(
  tx: TenantTx,
  target: Target & { archived: boolean },
  userId: string,
): Promise<{ version: number }> {
  const action = target.archived ? 'category.archived' : 'category.restored';
  await change(tx, target, { archivedAt: target.archived ? new Date() : null }, { userId, action });
  return { version: target.version + 1 };
}

async function change(
  tx: TenantTx,
  target: Target,
  data: Partial<ReturnType<typeof dataOf>> & { archivedAt?: Date | null },
  { userId, action }: { userId: string; action: AuditAction },
): Promise<void> {
  const where = { tenantId: tx.tenantId, id: target.id };
  const [changed] = await tx.category.updateManyAndReturn({
    where: { ...where, version: target.version },
    data: { ...data, version: { increment: 1 } },
    select: { name: true },
  });
  if (!changed) {
    const known = await tx.category.count({ where });
    throw new OsonError(known === 0 ? 'NOT_FOUND' : 'CHANGED_MEANWHILE');
  }
  await audit(tx, userId, action, changed.name);
  await withChange(tx, [{ kind: 'category', id: target.id }]);
}

const audit = (tx: TenantTx, userId: string, action: AuditAction, subject: string) =>
  writeAudit(tx, { actorKind: 'user', actorId: userId, action, subject });

/** Puts the sections into the order given; those not named keep theirs behind. */
export async function orderCategories(tx: TenantTx, ids: readonly string[]): Promise<void> {
  const { tenantId } = tx;
  await tx.$executeRaw`
    update category c set position = r.position, version = c.version + 1
    from unnest(${ids}::uuid[]) with ordinality as r(id, position)
    where c.tenant_id = ${tenantId}::uuid and c.id = r.id and c.position <> r.position`;
  await withChange(
    tx,
    ids.map((id) => ({ kind: 'category', id })),
  );
}
