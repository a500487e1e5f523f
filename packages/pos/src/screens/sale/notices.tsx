import { Banner, Button } from '@oson/ui';
import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../../state/store.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { StorageNotices } from './storage-notices.tsx';

const UNTOUCHED_MS = 60_000;

/** What holds for the whole terminal: a disk that does not write, a revocation, a new version. */
export function Notices() {
  const { pos, desk, enrolAgain } = useWorkplace();
  const t = usePosWords();
  const broken = useStore(pos.cart.broken);
  const { state } = useStore(pos.identity);
  const { unsent } = useStore(pos.sync.view);
  return (
    <div className="pointer-events-none absolute inset-x-3 bottom-3 z-20 grid gap-2 [&>*]:pointer-events-auto [&>*]:shadow-2">
      {broken ? (
        <div data-testid="write-failed">
          <Banner
            alert
            tone="review"
            title={t('writeFailed')}
            actions={
              <Button
                size="till"
                icon={<RefreshCw />}
                onClick={() => pos.cart.change((cart) => ({ ...cart }))}
              >
                {t('tryAgain')}
              </Button>
            }
          >
            {t('writeFailedHint')}
          </Banner>
        </div>
      ) : null}
      {state === 'revoked' ? (
        <div data-testid="revoked">
          <Banner
            alert
            tone="review"
            title={t('revoked')}
            actions={
              // What is still unsent goes first: another enrolment would leave it in the old journal.
              unsent.count === 0 ? (
                <Button size="till" data-testid="enrol-again-revoked" onClick={enrolAgain}>
                  {t('enrolAgain')}
                </Button>
              ) : null
            }
          >
            {t('revokedHint')}
          </Banner>
        </div>
      ) : null}
      <StorageNotices />
      <UpdateNotice key={String(desk.done.get() === null)} />
    </div>
  );
}

/** A new version waits for an empty cart and a moment in which nobody touches the screen. */
function UpdateNotice() {
  const { pos, desk, gate } = useWorkplace();
  const t = usePosWords();
  const ready = useStore(gate.ready);
  const sheet = useStore(desk.sheet);
  const empty = useStore(pos.cart.cart).lines.length === 0;
  const [untouched, setUntouched] = useState(false);
  const quiet = ready && empty && sheet === null;
  useEffect(() => {
    if (!quiet) return;
    let timer = setTimeout(() => setUntouched(true), UNTOUCHED_MS);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setUntouched(true), UNTOUCHED_MS);
    };
    addEventListener('pointerdown', touched);
    addEventListener('keydown', touched);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointerdown', touched);
      removeEventListener('keydown', touched);
    };
  }, [quiet]);
  useEffect(() => {
    if (quiet && untouched) gate.apply();
  }, [quiet, untouched, gate]);
  if (!ready || sheet !== null) return null;
  return (
    <div data-testid="update-ready">
      <Banner
        tone="info"
        title={t('updateReady')}
        actions={
          empty ? (
            <Button size="till" data-testid="update-now" onClick={() => gate.apply()}>
              {t('updateNow')}
            </Button>
          ) : null
        }
      >
        {empty ? null : t('updateLater')}
      </Banner>
    </div>
  );
}
