import { lazy, Suspense } from 'react';

const QueueLayer = lazy(() => import('./queue-layer.tsx'));

/** The queue from a screen that has no catalogue to lie over. */
export function QueueOverlay({ onClose }: { onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <QueueLayer onClose={onClose} />
    </Suspense>
  );
}
