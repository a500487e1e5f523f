import { createHash } from 'node:crypto';
import { OsonError } from '@oson/contract';
import { type Database, uuidv7Now } from '@oson/db';
import { guessColumns } from './columns/guess-columns.ts';
import type { ImportMapping } from './batch.ts';
import { loadPlaces, matchStores, storesNamed } from './places.ts';
import { planImport } from './plan-import.ts';
import { readImportFile } from './read/read-file.ts';

export type UploadedImport = {
  batchId: string;
  /** The same bytes were imported before; importing them again changes nothing new. */
  importedBefore: { at: Date } | null;
};

const FILE_NAME_MAX = 200;

/**
 * Takes a file in: reads it, guesses its columns, keeps its bytes and plans what would become of
 * each row. Nothing of the catalogue is touched.
 *
 * @throws OsonError FILE_EMPTY, FILE_TOO_LARGE, FILE_UNREADABLE (`reason: 'no-goods'` when no column
 *   looks like names of goods)
 */
export async function uploadImport(
  db: Database,
  tenantId: string,
  input: { fileName: string; bytes: Uint8Array; storeId?: string; byUser?: string },
): Promise<UploadedImport> {
  const file = await readImportFile(input.bytes);
  const sheets = file.sheets.flatMap((sheet) => guessColumns(sheet) ?? []);
  if (sheets.length === 0) throw new OsonError('FILE_UNREADABLE', { reason: 'no-goods' });
  const fileHash = createHash('sha256').update(input.bytes).digest('hex');
  const batchId = uuidv7Now();
  const before = await db.inTenant(tenantId, async (tx) => {
    const places = await loadPlaces(tx);
    const storeId = places.find((place) => place.id === input.storeId)?.id ?? places[0]?.id ?? '';
    const stores = matchStores(storesNamed(sheets), places, storeId);
    const mapping: ImportMapping = { sheets, stores };
    const settings = await tx.tenantSettings.findUnique({ where: { tenantId } });
    const last = await tx.importBatch.findFirst({
      where: { tenantId, fileHash, status: 'done' },
      orderBy: { createdAt: 'desc' },
    });
    await tx.importBatch.create({
      data: {
        tenantId,
        id: batchId,
        fileName: input.fileName.slice(0, FILE_NAME_MAX),
        fileHash,
        status: 'uploaded',
        layout: file.kind,
        mapping,
        storeId,
        usdRate: null,
        byUser: input.byUser ?? null,
      },
    });
    // Past the query builder, which would copy the file several times.
    await tx.$executeRaw`
      insert into import_file (tenant_id, batch_id, bytes)
      values (${tenantId}::uuid, ${batchId}::uuid, ${Buffer.from(input.bytes)})`;
    return { last, usdRate: settings?.usdRate ?? null };
  });
  await planImport(db, tenantId, batchId, file);
  return {
    batchId,
    importedBefore: before.last?.finishedAt ? { at: before.last.finishedAt } : null,
  };
}
