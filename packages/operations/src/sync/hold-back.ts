import type { Sender } from './stored-operation.ts';

const DAY_MS = 86_400_000;
/** A closed chain may send and export so long; its owner may open it again within it. */
export const CLOSED_SEND_MS = 30 * DAY_MS;
/** After that what comes is stored and moves nothing, so long; then all of it is erased. */
export const CLOSED_KEPT_MS = CLOSED_SEND_MS + 90 * DAY_MS;
/** What a revoked terminal still hands over is stored so long. */
export const REVOKED_STORED_MS = 90 * DAY_MS;

/** The times of a closed chain, server ms (CASE5). */
export function closedTimes(closedAtMs: number): { sendUntil: number; keptUntil: number } {
  return { sendUntil: closedAtMs + CLOSED_SEND_MS, keptUntil: closedAtMs + CLOSED_KEPT_MS };
}

/** Why what this sender pushes is stored and not applied, if so. */
export function holdBackOf(sender: Sender, nowMs: number): 'revoked' | 'closed' | undefined {
  if (sender.state === 'revoked') return 'revoked';
  const { closedAtMs } = sender;
  return closedAtMs && nowMs >= closedTimes(closedAtMs).sendUntil ? 'closed' : undefined;
}

/** Why nothing at all is taken from this sender any more, if so. */
export function isOver(sender: Sender, nowMs: number): 'revoked' | 'closed' | null {
  const { revokedAtMs, closedAtMs } = sender;
  if (sender.state === 'revoked' && revokedAtMs && nowMs >= revokedAtMs + REVOKED_STORED_MS) {
    return 'revoked';
  }
  return closedAtMs && nowMs >= closedTimes(closedAtMs).keptUntil ? 'closed' : null;
}
