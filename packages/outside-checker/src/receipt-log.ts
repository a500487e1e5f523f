import fs from 'node:fs';
import type { PrintedReceipt } from './finding.ts';

/** Reads a log of printed receipts: one JSON line each. A torn last line was never printed. */
export function readReceiptLog(file: string): PrintedReceipt[] {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as PrintedReceipt];
    } catch (cause) {
      if (index === lines.length - 1) return [];
      throw new Error(`line ${index + 1} of ${file} is no receipt`, { cause });
    }
  });
}
