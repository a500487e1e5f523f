import { SyncCorner, useFormat } from '@oson/ui';
import { useStore } from '../../state/store.ts';
import { cornerOf, type SyncView } from '../../sync/sync-view.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';

/** Whether everything is on the server, always in the same corner; opens the queue. */
export function Corner(props: { onPress?: () => void }) {
  const { pos, desk } = useWorkplace();
  const view = useStore(pos.sync.view);
  const t = usePosWords();
  const { time } = useFormat();
  const state = cornerOf(view);
  const words = wordsFor(view, state, t, time);
  return (
    <div data-testid="sync-corner" data-state={state} className="h-full min-w-0 flex-none">
      <SyncCorner
        state={state}
        {...words}
        count={view.unsent.count}
        onPress={props.onPress ?? (() => desk.sheet.set({ is: 'queue' }))}
      />
    </div>
  );
}

function wordsFor(
  view: SyncView,
  state: ReturnType<typeof cornerOf>,
  t: ReturnType<typeof usePosWords>,
  time: (ms: number) => string,
): { label: string; detail?: string; shortLabel: string } {
  const { count } = view.unsent;
  if (state === 'ok') return { label: t('syncOk'), shortLabel: t('syncOkShort') };
  if (state === 'sending') {
    return { label: t('syncSending', { count }), shortLabel: t('countShort', { count }) };
  }
  if (state === 'review') {
    const label = t('syncReview', { count: Math.max(1, view.review) });
    return { label, shortLabel: label };
  }
  const since = time(view.awaySince ?? 0);
  const detail =
    count > 0
      ? t('syncOfflineSince', { time: since, count })
      : t('syncOfflineClean', { time: since });
  const shortLabel = count > 0 ? t('countShort', { count }) : t('syncOffline');
  return { label: t('syncOffline'), detail, shortLabel };
}
