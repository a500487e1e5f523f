import { deviceWords, posWords } from '@oson/messages/pos';
import { Banner, Button, ErrorState, Logo, Spinner, useFormat, useWords } from '@oson/ui';
import { Check, RefreshCw, Smartphone, X } from 'lucide-react';
import { renderSVG } from 'uqr';
import { useEffect, useMemo, useState } from 'react';
import type { PosPorts } from '../../ports.ts';
import { findFormer, type Former } from '../../recovery/former.ts';
import { LanguageKeys } from '../menu/appearance-keys.tsx';
import { useClock } from '../use-clock.ts';
import { type EnrolState, useEnrolment } from './use-enrolment.ts';

type Props = {
  ports: PosPorts;
  /** A code that came in a link. */
  link: string | null;
  onEnrolled: (terminalId: string) => void;
  /** The person said no to a link. */
  onDeclined: () => void;
};

/** A browser becomes a terminal: by a code that a manager enters, or by one that came in a link. */
export default function EnrolScreen(props: Props) {
  const enrolment = useEnrolment(props);
  return (
    <main
      data-testid="enrol-screen"
      className="till grid min-h-dvh place-items-center bg-paper p-4"
    >
      <section className="grid w-full max-w-[720px] gap-6 rounded-3 border border-line bg-surface p-8 max-sm:gap-4 max-sm:p-4">
        <FormerNote />
        <Body enrolment={enrolment} onDeclined={props.onDeclined} />
        <LanguageKeys />
      </section>
    </main>
  );
}

/** The journal is gone and the second copy is not: never a silent empty start (DEV3). */
function FormerNote() {
  const t = useWords(deviceWords);
  const [former, setFormer] = useState<Former | null>(null);
  useEffect(() => {
    // A browser without such a file system has nothing to say.
    findFormer().then(setFormer, () => undefined);
  }, []);
  if (!former) return null;
  const { chainName: chain, terminalName: terminal, count } = former;
  return (
    <div data-testid="enrol-former" data-count={count}>
      <Banner alert tone="review" title={t('formerTitle', { chain, terminal })}>
        {t('formerText', { count })}
      </Banner>
    </div>
  );
}

function Body(props: { enrolment: ReturnType<typeof useEnrolment>; onDeclined: () => void }) {
  const t = useWords(posWords);
  const { state, confirm, again } = props.enrolment;
  switch (state.is) {
    case 'asking':
      return <Spinner label={t('enrolBusy')} />;
    case 'code':
      return <Code state={state} />;
    case 'confirm':
      return <Confirm state={state} onYes={confirm} onNo={props.onDeclined} />;
    case 'expired':
      return <Problem title={t('enrolExpired')} action={t('enrolNewCode')} onAction={again} />;
    case 'failed':
      return (
        <Problem
          title={state.offline ? t('enrolOffline') : t('errServer')}
          action={t('tryAgain')}
          code={state.code}
          onAction={again}
        />
      );
  }
}

function Code({ state }: { state: Extract<EnrolState, { is: 'code' }> }) {
  const t = useWords(posWords);
  const { duration } = useFormat();
  const now = useClock(1000);
  const qr = useMemo(() => renderSVG(state.code, { border: 2, ecc: 'M' }), [state.code]);
  const left = Math.max(0, state.expiresAt - now);
  return (
    <>
      <div className="flex items-center gap-3">
        <Logo size={40} />
        <h1 className="text-32 max-sm:text-24">{t('enrolTitle')}</h1>
      </div>
      <p className="text-pretty text-ink-2">{t('enrolSteps')}</p>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-6 max-sm:grid-cols-1 max-sm:justify-items-center">
        <div
          aria-hidden="true"
          className="size-44 rounded-2 bg-[#fff] p-1 [&>svg]:size-full"
          dangerouslySetInnerHTML={{ __html: qr }}
        />
        <div className="grid gap-3 max-sm:justify-items-center">
          <output
            data-testid="enrol-code"
            className="n text-48 leading-none font-700 tracking-[.08em] max-sm:text-40"
          >
            {state.code.slice(0, 4)}
            <span className="mx-1 text-ink-2">-</span>
            {state.code.slice(4)}
          </output>
          <span className="n text-ink-2">{t('enrolExpires', { time: duration(left) })}</span>
          <Spinner label={t('enrolWaiting')} />
        </div>
      </div>
    </>
  );
}

function Confirm(props: {
  state: Extract<EnrolState, { is: 'confirm' }>;
  onYes: () => void;
  onNo: () => void;
}) {
  const t = useWords(posWords);
  const { chainName, storeName, terminalName, presentChain, busy } = props.state;
  const rows: [string, string][] = [
    [t('enrolChain'), chainName],
    [t('enrolStore'), storeName],
    [t('enrolTerminal'), terminalName],
  ];
  return (
    <>
      <div className="flex items-center gap-3">
        <Smartphone aria-hidden="true" className="size-9 text-turq" />
        <h1 className="text-32 max-sm:text-24">{t('enrolConfirm')}</h1>
      </div>
      <dl data-testid="enrol-place" className="rounded-2 border border-line px-4.5">
        {rows.map(([term, value]) => (
          <div
            key={term}
            className="flex min-h-14 items-center justify-between gap-4 border-t border-line first:border-t-0"
          >
            <dt className="text-ink-2">{term}</dt>
            <dd className="text-right text-20 font-650">{value}</dd>
          </div>
        ))}
      </dl>
      {presentChain ? (
        <p role="alert" data-testid="enrol-other-chain" className="font-550 text-wait">
          {t('enrolOther', { chain: presentChain })}
        </p>
      ) : null}
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
        <Button
          size="till"
          icon={<X />}
          className="min-h-18"
          data-testid="enrol-no"
          onClick={props.onNo}
        >
          {t('enrolNo')}
        </Button>
        <Button
          variant="primary"
          size="till"
          icon={<Check />}
          busy={busy}
          data-testid="enrol-yes"
          className="min-h-18 text-24 font-650 whitespace-normal max-sm:text-20"
          onClick={props.onYes}
        >
          {t('enrolYes')}
        </Button>
      </div>
    </>
  );
}

function Problem(props: { title: string; action: string; code?: string; onAction: () => void }) {
  return (
    <ErrorState
      title={props.title}
      code={props.code}
      action={
        <Button size="till" icon={<RefreshCw />} data-testid="enrol-again" onClick={props.onAction}>
          {props.action}
        </Button>
      }
    />
  );
}
