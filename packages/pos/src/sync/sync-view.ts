import type { Fault, SyncMood } from '@oson/sync-core';
import type { UnsentFigures } from './unsent.ts';

/** All that a screen shows about sending. */
export type SyncView = {
  mood: SyncMood;
  unsent: UnsentFigures;
  /** Operations that a person has to look at, and those that the server refused alone. */
  review: number;
  revoked: boolean;
  forked: boolean;
  tenantStatus: 'active' | 'suspended' | 'closed';
  /** Failures in a row. */
  attempts: number;
  fault: Fault['kind'] | null;
  /** Wall time of the last answer, ms; null before the first one. */
  heardAt: number | null;
  /** When the network went away, wall ms. */
  awaySince: number | null;
};

export type Corner = 'ok' | 'sending' | 'offline' | 'review';

/** The one of four states that the corner shows; what needs a person comes first. */
export function cornerOf(view: SyncView): Corner {
  if (view.review > 0 || view.revoked || view.forked) return 'review';
  if (view.mood === 'away') return 'offline';
  return view.unsent.count > 0 ? 'sending' : 'ok';
}
