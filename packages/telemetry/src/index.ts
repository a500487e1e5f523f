export {
  type ErrorReportOptions,
  type ErrorReports,
  scrubEvent,
  startErrorReports,
} from './error-reports.ts';
export { createLogger, currentRequestId, inRequest, type Logger, newRequestId } from './logger.ts';
export { measureProcess, metrics, metricsPage } from './metrics.ts';
export { SECRET_FIELDS, scrub, scrubText } from './scrub.ts';
export { readSettings, type Setting, type Settings, SettingsError, setting } from './settings.ts';
