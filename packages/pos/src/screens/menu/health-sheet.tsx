import type { StorageHealth } from '@oson/contract';
import { deviceWords } from '@oson/messages/pos';
import { Button, Sheet, Tag, useFormat, useWords } from '@oson/ui';
import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { askForPersistence, storageHealth } from '../../device/storage-health.ts';
import { useStore } from '../../state/store.ts';
import { incidentWord } from './incident-word.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

const MB = 1_000_000;
/** From here on tenths of a gigabyte say it better. */
const GB_FROM_MB = 1000;

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
        <StorageRows />
        {free === null ? null : <Row term={t('storageFree')}>{spaceText(free, t, number)}</Row>}
        <Row term={t('version')}>{pos.appVersion}</Row>
      </dl>
      <Incidents />
      {storage && !storage.persisted ? (
        <Button size="till" icon={<ShieldCheck />} className="flex-none" onClick={ask}>
          {t('storageAsk')}
        </Button>
      ) : null}
    </Sheet>
  );
}

function spaceText(
  bytes: number,
  t: ReturnType<typeof usePosWords>,
  number: (n: number) => string,
): string {
  const megabytes = Math.round(bytes / MB);
  if (megabytes < GB_FROM_MB) return t('megabytes', { count: number(megabytes) });
  return t('gigabytes', { count: number(Math.round(megabytes / 100) / 10) });
}

const COPY_WORD = { ok: 'copyOk', failing: 'copyFailing', none: 'copyNone' } as const;
const BALLAST_WORD = {
  whole: 'ballastWhole',
  given: 'ballastGiven',
  short: 'ballastShort',
  none: 'copyNone',
} as const;

/** Second copy, ballast, and how long the oldest record has been here alone. */
function StorageRows() {
  const { pos } = useWorkplace();
  const device = useWords(deviceWords);
  const { dateTime } = useFormat();
  const copy = useStore(pos.copy.state);
  const ballast = useStore(pos.space.ballast);
  const { oldestAt } = useStore(pos.sync.view).unsent;
  return (
    <>
      {oldestAt === null ? null : (
        <Row term={device('oldestUnsent')}>
          <span data-testid="oldest-unsent">{dateTime(oldestAt)}</span>
        </Row>
      )}
      <Row term={device('secondCopy')}>
        <span data-testid="second-copy" data-state={copy}>
          <Tag tone={copy === 'ok' ? 'ok' : 'wait'}>{device(COPY_WORD[copy])}</Tag>
        </span>
      </Row>
      <Row term={device('ballast')}>
        <span data-testid="ballast" data-state={ballast}>
          <Tag tone={ballast === 'whole' ? 'ok' : 'wait'}>{device(BALLAST_WORD[ballast])}</Tag>
        </span>
      </Row>
    </>
  );
}

const SHOWN_MAX = 5;

/** What was wrong with the storage, newest first. */
function Incidents() {
  const { pos } = useWorkplace();
  const device = useWords(deviceWords);
  const { dateTime } = useFormat();
  const incidents = useStore(pos.incidents).slice(-SHOWN_MAX).reverse();
  if (incidents.length === 0) return null;
  return (
    <section data-testid="incidents" aria-label={device('incidents')} className="text-ink-2">
      <h3 className="font-600">{device('incidents')}</h3>
      <ul>
        {incidents.map((each) => (
          <li key={`${each.at} ${each.kind}`} data-kind={each.kind}>
            {device('incidentAt', { when: dateTime(each.at), what: device(incidentWord(each)) })}
          </li>
        ))}
      </ul>
    </section>
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
