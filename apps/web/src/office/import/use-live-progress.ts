'use client';

import { useEffect, useState } from 'react';
import { followImport, type ImportProgress } from '../../wiring/follow-import.ts';
import { trpc } from '../../wiring/office-client.tsx';

/** Events come twice a second; after this long without one the stream counts for nothing. */
const SILENT_MS = 3000;
const AGAIN_MS = 5000;

/** Whether a job is to write, or writes. */
export const isGoingOn = (progress: ImportProgress | undefined) =>
  progress?.status === 'queued' || progress?.status === 'running';

/**
 * Puts the live figures of a run into the import on the screen. True while they come; false when
 * the worker cannot be reached this way (a proxy that holds streams back, another network): then
 * whoever calls has to ask by themselves.
 */
export function useLiveProgress(batchId: string): boolean {
  const utils = trpc.useUtils();
  // Looks at what is on the screen; whoever shows it asks for it.
  const shown = trpc.import.get.useQuery({ batchId }, { enabled: false, gcTime: 0 });
  const goesOn = isGoingOn(shown.data?.progress);
  const [isLive, setLive] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!goesOn) return;
    let silent: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const stop = followImport(batchId, {
      ticket: async () => (await utils.client.import.progressTicket.query({ batchId })).ticket,
      onProgress: (progress) => {
        setLive(true);
        clearTimeout(silent);
        silent = setTimeout(() => setLive(false), SILENT_MS);
        utils.import.get.setData({ batchId }, (known) => known && { ...known, progress });
        // The end has more to say than its figures.
        if (!isGoingOn(progress)) void utils.import.get.invalidate();
      },
      onEnd: (how) => {
        setLive(false);
        again = setTimeout(() => setRound(round + 1), how === 'ended' ? 0 : AGAIN_MS);
      },
    });
    return () => {
      clearTimeout(silent);
      clearTimeout(again);
      setLive(false);
      stop();
    };
  }, [batchId, goesOn, round, utils]);
  return isLive;
}
