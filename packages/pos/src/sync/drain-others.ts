import { journalsHere, openJournal } from '../journal/journal-db.ts';
import { inState } from '../journal/settle.ts';
import type { PosPorts } from '../ports.ts';
import { drainJournal } from './drain-journal.ts';

const ROUND_MS = 60_000;

/**
 * Journals of terminals that this browser was before it became another: each drains under its own
 * credential, also those of another chain (CASE7). Ends by itself when nothing is left in any.
 */
export function drainOthers(ports: PosPorts, active: string | null): { stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const round = async () => {
    let left = 0;
    for (const terminalId of await journalsHere()) {
      if (terminalId === active || stopped) continue;
      if ((await unsentIn(terminalId)) > 0) left += await drainJournal(ports, terminalId);
    }
    if (left > 0 && !stopped) again();
  };
  const again = () => {
    timer = setTimeout(() => void round().catch(again), ROUND_MS);
  };
  void round().catch(again);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function unsentIn(terminalId: string): Promise<number> {
  const journal = openJournal(terminalId);
  try {
    return await inState(journal, 'sealed').count();
  } finally {
    journal.close();
  }
}
