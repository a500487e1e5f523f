import { posWords } from '@oson/messages/pos';
import { Button, ErrorState, LocaleProvider, Logo, Spinner, ToastHost, useWords } from '@oson/ui';
import { MonitorUp, RefreshCw } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import type { PosPorts } from '../ports.ts';
import { useStore } from '../state/store.ts';
import { TerminalScreens } from './terminal-screens.tsx';
import { type Stage, useStage } from './use-stage.ts';

const EnrolScreen = lazy(() => import('./enrol/enrol-screen.tsx'));
const BrokenExport = lazy(() => import('./carry/broken-export.tsx'));

export type PosAppProps = {
  ports: PosPorts;
  /** Address of the service worker; left out where none is wanted. */
  serviceWorkerUrl?: string;
};

/** The cashier's app. Everything that it needs of the world comes through its ports. */
export function PosApp({ ports, serviceWorkerUrl }: PosAppProps) {
  return (
    <LocaleProvider>
      <Stages ports={ports} serviceWorkerUrl={serviceWorkerUrl} />
      {/* Over the oldest lines of the cart: never over Pay, goods or a sheet's main key. */}
      <ToastHost className="till pointer-events-none fixed inset-x-3 top-[60px] z-50 grid gap-2 sm:top-[120px] sm:right-4 sm:left-auto sm:w-[clamp(340px,35.4vw-32px,520px)]" />
    </LocaleProvider>
  );
}

function Stages(props: PosAppProps) {
  const { stage, gate, enrolled, declined, enrolAgain } = useStage(props);
  const current = useStore(stage);
  return <StageScreen {...{ ports: props.ports, current, gate, enrolled, declined, enrolAgain }} />;
}

type StageScreenProps = Omit<ReturnType<typeof useStage>, 'stage'> & {
  ports: PosPorts;
  current: Stage;
};

function StageScreen(props: StageScreenProps) {
  const t = useWords(posWords);
  const { current } = props;
  switch (current.is) {
    case 'loading':
      return <Middle>{<Logo size={64} />}</Middle>;
    case 'elsewhere':
      return (
        <Middle testId="other-tab">
          <MonitorUp aria-hidden="true" className="size-12 text-turq" />
          <h1 className="text-32">{t('otherTab')}</h1>
          <p className="max-w-[40ch] text-balance text-ink-2">{t('otherTabHint')}</p>
          <Button
            variant="primary"
            size="till"
            data-testid="take-over"
            className="min-h-18 px-8 text-24 font-650"
            onClick={current.takeOver}
          >
            {t('takeOver')}
          </Button>
        </Middle>
      );
    case 'enrol':
      return (
        <Suspense fallback={<Middle>{<Spinner />}</Middle>}>
          <EnrolScreen
            key={current.link ?? 'code'}
            ports={props.ports}
            link={current.link}
            onEnrolled={props.enrolled}
            onDeclined={props.declined}
          />
        </Suspense>
      );
    case 'open':
      return (
        <TerminalScreens
          key={current.terminalId}
          pos={current.pos}
          gate={props.gate}
          enrolAgain={props.enrolAgain}
        />
      );
    case 'broken':
      return (
        <Middle testId="broken">
          <ErrorState
            title={t('broken')}
            text={t('brokenHint')}
            code={current.message}
            action={
              <Button size="till" icon={<RefreshCw />} onClick={() => location.reload()}>
                {t('reload')}
              </Button>
            }
          />
          <Suspense fallback={null}>
            <BrokenExport />
          </Suspense>
        </Middle>
      );
  }
}

function Middle(props: { children: ReactNode; testId?: string }) {
  return (
    <main
      data-testid={props.testId ?? 'loading'}
      className="till grid min-h-dvh place-content-center justify-items-center gap-4 bg-paper p-6 text-center"
    >
      {props.children}
    </main>
  );
}
