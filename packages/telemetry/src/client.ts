/** What a browser's code tells about itself: pure types, no driver; apps wire one. */
export type ClientEvent =
  | { kind: 'error'; code: string; message: string; where: string }
  | { kind: 'timing'; name: string; ms: number }
  | { kind: 'count'; name: string; by: number };

/** Where a browser's events go. It never throws and never waits for a network. */
export type TelemetryPort = { tell: (event: ClientEvent) => void };

export { SECRET_FIELDS, scrub, scrubText } from './scrub.ts';
