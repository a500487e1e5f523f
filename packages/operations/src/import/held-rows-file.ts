import { OsonError } from '@oson/contract';
import type { Database, TenantTx } from '@oson/db';
import { type Locale, wordsOf } from '@oson/messages';
import { importProblemWords, importWords } from '@oson/messages/import';
import { loadBatch } from './batch.ts';
import type { ImportMapping } from './batch.ts';
import type { Problem } from './problem.ts';
import { readImportFile } from './read/read-file.ts';
import type { Cell, SourceFile } from './read/sheet.ts';
import { guardCell } from './write/guard-cell.ts';

export type RowsFile = { fileName: string; contentType: string; bytes: Uint8Array };
export type RowsFileFormat = 'xlsx' | 'csv';

const CONTENT_TYPES: Record<RowsFileFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

type LeftRow = { at: string; problems: Problem[]; sheet: number; line: number };
type Table = { name: string; head: string[]; rows: Cell[][] };

/**
 * The rows that were not written, as they stand in the person's own file, with the reason in a last
 * column: to be put right and uploaded alone.
 *
 * @throws OsonError NOT_FOUND
 */
export async function heldRowsFile(
  db: Database,
  tenantId: string,
  batchId: string,
  options: { locale: Locale; format: RowsFileFormat },
): Promise<RowsFile> {
  const { batch, bytes, left } = await db.inTenant(tenantId, (tx) => loadLeft(tx, batchId));
  const file = await readImportFile(bytes);
  const tables = tablesOf(file, batch.mapping, left, options.locale);
  const name = batch.fileName.replace(/\.\w+$/, '').replace(/[^\p{L}\p{N}._ -]/gu, '_');
  return {
    fileName: `${name}-${left.length}.${options.format}`,
    contentType: CONTENT_TYPES[options.format],
    bytes: options.format === 'xlsx' ? await asWorkbook(tables) : asCsv(tables),
  };
}

async function loadLeft(tx: TenantTx, batchId: string) {
  const { tenantId } = tx;
  const batch = await loadBatch(tx, batchId);
  const file = await tx.importFile.findUnique({
    where: { tenantId_batchId: { tenantId, batchId } },
  });
  if (!file) throw new OsonError('NOT_FOUND');
  const left = await tx.$queryRaw<LeftRow[]>`
    select at, problems, coalesce((data ->> 'sheet')::int, 0) as sheet,
      (data ->> 'line')::int as line
    from import_row
    where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid
      and outcome in ('held', 'failed') order by row`;
  return { batch, bytes: file.bytes, left };
}

function tablesOf(
  file: SourceFile,
  mapping: ImportMapping,
  left: readonly LeftRow[],
  locale: Locale,
): Table[] {
  const words = wordsOf(importWords, locale);
  const problems = wordsOf(importProblemWords, locale);
  const reasonOf = (row: LeftRow) =>
    row.problems
      .map(({ code, suggestion }) => problems(code) + (suggestion ? ` (${suggestion})` : ''))
      .join('; ');
  return file.sheets.flatMap((sheet, index) => {
    const ours = left.filter((row) => row.sheet === index);
    const columns = mapping.sheets.find((known) => known.sheet === sheet.name)?.columns ?? [];
    if (ours.length === 0) return [];
    const head = columns.map((column) => column.header);
    const rows = ours.map((row) => {
      const cells = columns.map((column) => sheet.rows[row.line]?.[column.index] ?? null);
      return [...cells, reasonOf(row)];
    });
    return [{ name: sheet.name || 'CSV', head: [...head, words('reason')], rows }];
  });
}

/** Barcodes are longer than what a spreadsheet shows of a number, so they go out as text. */
function asText(cell: Cell): Cell {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= 1e10) return String(cell);
  return typeof cell === 'string' ? guardCell(cell) : cell;
}

async function asWorkbook(tables: readonly Table[]): Promise<Uint8Array> {
  // A large library that few requests need.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  for (const table of tables) {
    const sheet = workbook.addWorksheet(table.name.replace(/[[\]*?:/\\]/g, ' ').slice(0, 31));
    sheet.addRow(table.head.map((text) => guardCell(text)));
    sheet.getRow(1).font = { bold: true };
    for (const row of table.rows) sheet.addRow(row.map(asText));
    table.head.forEach((head, index) => {
      sheet.getColumn(index + 1).width = Math.min(48, Math.max(12, head.length + 2));
    });
  }
  if (tables.length === 0) workbook.addWorksheet('-');
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function asCsv(tables: readonly Table[]): Uint8Array {
  const quote = (cell: Cell) => {
    const text = typeof cell === 'string' ? guardCell(cell) : String(cell ?? '');
    return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = tables.flatMap((table) =>
    [table.head, ...table.rows].map((row) => row.map(quote).join(';')),
  );
  // The mark lets spreadsheets see that it is UTF-8.
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}
