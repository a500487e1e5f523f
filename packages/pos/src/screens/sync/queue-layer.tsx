import { Sheet } from '@oson/ui';
import { usePosWords } from '../workplace.tsx';
import { QueuePanel } from './queue-panel.tsx';

export default function QueueLayer({ onClose }: { onClose: () => void }) {
  const t = usePosWords();
  return (
    <div className="till fixed inset-x-0 top-14 bottom-0 z-30 mx-auto max-w-[900px]">
      <Sheet open title={t('queue')} closeLabel={t('close')} onClose={onClose}>
        <QueuePanel />
      </Sheet>
    </div>
  );
}
