/** The till rolls of a drill: what was printed, appended to a file before anything else happens. */
import fs from 'node:fs';

/** One printed receipt; one JSON line in the log. */
export type Printed = {
  tenantId: string;
  receiptNumber: string;
  /** Null where only the paper is known: a sale rung up in a real browser. */
  opId: string | null;
  /** Tiyin; null as above. */
  gross: number | null;
};

export type PrintedLog = {
  file: string;
  add: (receipt: Printed) => void;
  all: () => Printed[];
};

export function openPrintedLog(file: string): PrintedLog {
  fs.writeFileSync(file, '');
  return {
    file,
    add: (receipt) => fs.appendFileSync(file, `${JSON.stringify(receipt)}\n`),
    all: () => {
      const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
      return lines.map((line) => JSON.parse(line) as Printed);
    },
  };
}
