import { useFormat } from '@oson/ui';
import { argonPinHash } from '../../device/pin-hash.ts';
import { checkPin } from '../../journal/staff-pins.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';

/** Checks somebody's PIN on this device; answers null when it is right, else what to say. */
export function useCheckPin(): (staffId: string, pin: string) => Promise<string | null> {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const { duration } = useFormat();
  return async (staffId, pin) => {
    const { wallMs } = pos.clocks.read();
    const answer = await checkPin(pos.journal, pos.keys, argonPinHash, staffId, pin, wallMs);
    switch (answer.is) {
      case 'right':
        return null;
      case 'wrong':
        return t('pinWrong', { count: answer.triesLeft });
      case 'locked':
        return t('pinLocked', { time: duration(Math.max(answer.lockedMs, 1000)) });
      case 'none':
        return t('pinNone');
    }
  };
}
