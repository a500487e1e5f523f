import { uuidv7 } from '@oson/domain';

/** This device's clocks at one moment, whole ms. `bootId` is new at each load of the page. */
export type ClockReading = { wallMs: number; monoMs: number; bootId: string };

/** Where time and ids come from; tests give their own. */
export type Clocks = { read(): ClockReading; newId(): string };

/** The browser's clocks. `monoMs` never jumps while the page lives; `wallMs` may. */
export function browserClocks(): Clocks {
  const bootId = crypto.randomUUID();
  return {
    read: () => ({ wallMs: Date.now(), monoMs: Math.round(performance.now()), bootId }),
    newId: () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
  };
}
