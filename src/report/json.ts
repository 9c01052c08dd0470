import type { ErrorReport, Report } from './schema.js';

/** One JSON document and a line's end. */
export const renderJson = (report: Report | ErrorReport): string => `${JSON.stringify(report, null, 2)}\n`;
