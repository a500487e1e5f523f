import { Sheet } from '@oson/ui';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { QueuePanel } from './queue-panel.tsx';

/** The queue over the catalogue: never a dialog, selling goes on beside it. */
export default function QueueSheet() {
  const { desk } = useWorkplace();
  const t = usePosWords();
  return (
    <Sheet open title={t('queue')} closeLabel={t('close')} onClose={() => desk.sheet.set(null)}>
      <QueuePanel />
    </Sheet>
  );
}
