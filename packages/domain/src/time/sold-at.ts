/** The clocks that an operation carries: all in ms; `monoMs` counts from a boot of the page. */
export type OperationClocks = {
  wallMs: number;
  monoMs: number;
  bootId: string;
  /** The last server time heard, with the device's clocks at that moment. */
  lastServer: { serverMs: number; wallMs: number; monoMs: number; bootId: string } | null;
};

export type SoldAt = {
  at: number;
  /** The estimate lay before the previous operation or after its receipt, and was moved. */
  clamped: boolean;
  /** How far the estimate was moved, or the device's wall clock since it last heard the server. */
  jumpMs: number;
};

/** A clamp or jump beyond this is a flag; smaller ones are the noise of two clocks. */
export const CLOCK_JUMP_FLAG_MS = 300_000;

/**
 * When a sale was sold, by the server's clock: the last server time plus what the steady clock
 * counted since (same boot), else the wall clock by its offset at that time; never before the
 * previous operation, never after the receipt by the server.
 */
export function soldAtMs(
  clocks: OperationClocks,
  previousSoldAtMs: number | null,
  receivedAtMs: number,
): SoldAt {
  const { lastServer } = clocks;
  const byWall = clocks.wallMs + (lastServer ? lastServer.serverMs - lastServer.wallMs : 0);
  const sameBoot = lastServer !== null && lastServer.bootId === clocks.bootId;
  const estimate = Math.round(
    sameBoot ? lastServer.serverMs + (clocks.monoMs - lastServer.monoMs) : byWall,
  );
  const notBefore = Math.max(estimate, previousSoldAtMs ?? estimate);
  const at = Math.min(notBefore, receivedAtMs);
  const moved = Math.abs(at - estimate);
  const wallJump = Math.abs(Math.round(byWall) - estimate);
  return { at, clamped: at !== estimate, jumpMs: Math.max(moved, wallJump) };
}

/** Whether the clock behind a sold-at is worth a person's look. */
export function isClockSuspect(soldAt: SoldAt): boolean {
  return soldAt.jumpMs > CLOCK_JUMP_FLAG_MS;
}
