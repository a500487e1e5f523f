import { deviceWords } from '@oson/messages/pos';
import { Banner, Button, useFormat, useWords } from '@oson/ui';
import { FileLock2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { isLoud, markSeen } from '../../recovery/incidents.ts';
import { useStore } from '../../state/store.ts';
import { incidentWord } from '../menu/incident-word.ts';
import { useClock } from '../use-clock.ts';
import { useWorkplace } from '../workplace.tsx';

const MINUTE_MS = 60_000;
/** From here on unsent records are told without being asked, and from there on loudly. */
const OLD_MS = 24 * 60 * MINUTE_MS;
const VERY_OLD_MS = 3 * OLD_MS;

/** What a cashier must know of this device's storage: full, broken, or alone for too long. */
export function StorageNotices() {
  return (
    <>
      <Full />
      <Loud />
      <Old />
    </>
  );
}

function Full() {
  const { pos } = useWorkplace();
  const t = useWords(deviceWords);
  if (!useStore(pos.space.full)) return null;
  return (
    <Notice testId="disk-full" tone="review" title={t('fullTitle')} actions={<ExportKey />}>
      {t('fullText')}
    </Notice>
  );
}

function Loud() {
  const { pos } = useWorkplace();
  const t = useWords(deviceWords);
  const unseen = useStore(pos.incidents).filter((each) => each.unseen && isLoud(each));
  const last = unseen.at(-1);
  if (!last) return null;
  // A disk that takes nothing shows it again at the next start.
  const seen = () => void markSeen(pos.journal).then(pos.incidents.set, () => undefined);
  return (
    <Notice
      testId="storage-incident"
      tone="wait"
      title={t('noticeTitle')}
      actions={
        <Button size="till" data-testid="incident-seen" onClick={seen}>
          {t('understood')}
        </Button>
      }
    >
      {t(incidentWord(last))}. {t('noticeText')}
    </Notice>
  );
}

function Old() {
  const { pos } = useWorkplace();
  const t = useWords(deviceWords);
  const { duration } = useFormat();
  const now = useClock(MINUTE_MS);
  const { count, oldestAt } = useStore(pos.sync.view).unsent;
  const age = oldestAt === null ? 0 : now - oldestAt;
  if (age < OLD_MS) return null;
  return (
    <Notice
      testId="old-unsent"
      tone={age < VERY_OLD_MS ? 'wait' : 'review'}
      title={t('oldTitle', { count, age: duration(age) })}
      actions={<ExportKey />}
    >
      {t('oldText')}
    </Notice>
  );
}

function ExportKey() {
  const { desk } = useWorkplace();
  const t = useWords(deviceWords);
  return (
    <Button
      size="till"
      icon={<FileLock2 />}
      data-testid="notice-export"
      onClick={() => desk.sheet.set({ is: 'export' })}
    >
      {t('export')}
    </Button>
  );
}

function Notice(props: {
  testId: string;
  tone: 'wait' | 'review';
  title: string;
  actions: ReactNode;
  children: ReactNode;
}) {
  const { testId, tone, title, actions, children } = props;
  return (
    <div data-testid={testId}>
      <Banner alert tone={tone} title={title} actions={actions}>
        {children}
      </Banner>
    </div>
  );
}
