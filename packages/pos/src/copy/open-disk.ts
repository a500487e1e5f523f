import { AppendLog } from './append-log.ts';
import { dropBallast, fillBallast } from './ballast.ts';
import type { DeviceDisk } from './device-disk.ts';
import type { LogFolder } from './log-folder.ts';

/** Opens log and ballast of a folder: what runs in the worker thread, and in tests without one. */
export async function openDisk(folder: LogFolder): Promise<DeviceDisk> {
  const log = await AppendLog.open(folder);
  const inTurn = turns();
  // Ballast is given up while an append may be waiting for room: it has a line of its own.
  const ballastInTurn = turns();
  return {
    tail: () => inTurn(async () => ({ ...log.tail })),
    append: (entries) => inTurn(() => log.append(entries)),
    compare: (known) =>
      inTurn(async () => ({ ...(await log.compare(known)), damaged: log.damaged })),
    recall: (opIds) => inTurn(() => log.recall(opIds)),
    forget: (opIds) => inTurn(() => log.forget(opIds)),
    erase: (records) => inTurn(() => log.erase(records)),
    fillBallast: () => ballastInTurn(() => fillBallast(folder)),
    dropBallast: () => ballastInTurn(() => dropBallast(folder)),
    close: () => log.close(),
  };
}

/** One act after the other: two of them must not write to the same place. */
function turns() {
  let before: Promise<unknown> = Promise.resolve();
  return <T>(act: () => Promise<T>): Promise<T> => {
    const mine = before.then(act);
    before = mine.catch(() => undefined);
    return mine;
  };
}
