export type { BatchCounts, ImportMapping, ImportStatus } from './batch.ts';
export {
  answerImportRows,
  changeImport,
  type ImportSettings,
  takeAllSuggestions,
} from './change-import.ts';
export { COLUMN_ROLES, type ColumnRole, type MappedColumn } from './columns/role.ts';
export { heldRowsFile, type RowsFile, type RowsFileFormat } from './held-rows-file.ts';
export { IMPORT_LIMITS } from './limits.ts';
export { type ImportSummary, listImports } from './list-imports.ts';
export type { RowDecision, RowOutcome } from './plan/planned-row.ts';
export { planImport } from './plan-import.ts';
export {
  type ImportPreview,
  listImportRows,
  type PreviewRow,
  previewImport,
  type RowFilter,
} from './preview-import.ts';
export { IMPORT_PROBLEMS, type Problem as ImportProblem, type ProblemCode } from './problem.ts';
export { readImportProgress } from './read-import-progress.ts';
export {
  failImport,
  type ImportProgress,
  runImport,
  runImportChunk,
  startImport,
} from './run-import.ts';
export { type UndoneImport, undoImport } from './undo-import.ts';
export { type UploadedImport, uploadImport } from './upload-import.ts';
