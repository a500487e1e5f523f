import type { StorageHealth } from '@oson/contract';
import { Button, Sheet, Tag, useFormat } from '@oson/ui';
import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { askForPersistence, storageHealth } from '../../device/storage-health.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

const MB = 1_000_000;

/** How this terminal is: what a person on the telephone would ask for. */
export default function HealthSheet() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const { dateTime, number } = useFormat();
  const { certificate } = useStore(pos.identity);
  const view = useStore(pos.sync.view);
  const shelf = useShelf();
  const [storage, setStorage] = useState<StorageHealth | null>(null);
  useEffect(() => {
    void storageHealth().then(setStorage);
  }, []);
  const ask = () => void askForPersistence().then(storageHealth).then(setStorage);
  const free = storage?.freeBytes ?? null;
  return (
    <Sheet open title={t('health')} closeLabel={t('close')} onClose={() => desk.sheet.set(null)}>
      <dl className="rounded-2 border border-line bg-surface px-4.5">
        <Row term={t('enrolChain')}>{certificate.chainName}</Row>
        <Row term={t('store')}>{certificate.storeName}</Row>
        <Row term={t('terminal')}>{certificate.terminalName}</Row>
        <Row term={t('terminalCode')}>
          <span data-testid="terminal-code" className="n">
            {certificate.storeCode}-{certificate.terminalCode}
          </span>
        </Row>
        <Row term={t('unsentCount')}>
          <span data-testid="unsent-count">{number(view.unsent.count)}</span>
        </Row>
        <Row term={t('lastSync')}>{view.heardAt ? dateTime(view.heardAt) : t('neverSynced')}</Row>
        <Row term={t('goodsCount')}>
          <span data-testid="goods-count">{number(shelf.goods.size)}</span>
        </Row>
        <Row term={t('storage')}>
          {storage?.persisted ? (
            <Tag tone="ok">{t('storageSafe')}</Tag>
          ) : (
            <span className="text-wait">{t('storageUnsafe')}</span>
          )}
        </Row>
        {free === null ? null : (
          <Row term={t('storageFree')}>{t('megabytes', { count: Math.round(free / MB) })}</Row>
        )}
        <Row term={t('version')}>{pos.appVersion}</Row>
      </dl>
      {storage && !storage.persisted ? (
        <Button size="till" icon={<ShieldCheck />} className="flex-none" onClick={ask}>
          {t('storageAsk')}
        </Button>
      ) : null}
    </Sheet>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-h-14 items-center justify-between gap-6 border-t border-line py-2 first:border-t-0">
      <dt className="flex-none text-ink-2">{term}</dt>
      <dd className="min-w-0 text-right font-550 text-balance">{children}</dd>
    </div>
  );
}
