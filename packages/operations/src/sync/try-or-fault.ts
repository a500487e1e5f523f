import { OsonError } from '@oson/contract';
import { ADMIT_WHEN_BUSY } from './admit.ts';
import { isMomentary } from './faults.ts';

const TRIES = 3;
const PAUSE_MS = 40;

export type Tried<T> = { ok: true; value: T } | { ok: false; fault: unknown };

/** A refusal goes on; a fault of the moment is tried three times, then BUSY; any other is data. */
export async function tryOrFault<T>(act: () => Promise<T>): Promise<Tried<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { ok: true, value: await act() };
    } catch (fault) {
      if (fault instanceof OsonError) throw fault;
      if (!isMomentary(fault)) return { ok: false, fault };
      if (attempt === TRIES) throw new OsonError('BUSY', { ...ADMIT_WHEN_BUSY });
      await new Promise((resolve) => setTimeout(resolve, attempt * PAUSE_MS * (1 + Math.random())));
    }
  }
}
