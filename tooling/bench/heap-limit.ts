/** The heap that web app and worker are measured with, and run with where memory is scarce. */

/** Of each of the two, MB; render.yaml gives the worker the same. */
export const OLD_SPACE_MB = 256;
/** A shop's machine with less than this also has to hold the database and a browser. */
const SCARCE_BYTES = 8 * 1024 ** 3;

/**
 * Flags for a serving Node process on a machine with this much memory. With plenty of it V8's own
 * limit stands: a garbage collector that is short of room costs time for nothing.
 */
export function heapFlags(memoryBytes: number): string[] {
  return memoryBytes < SCARCE_BYTES ? [`--max-old-space-size=${OLD_SPACE_MB}`] : [];
}
