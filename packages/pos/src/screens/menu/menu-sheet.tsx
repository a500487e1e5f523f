import { deviceWords } from '@oson/messages/pos';
import { Button, Sheet, useWords } from '@oson/ui';
import {
  Activity,
  FileUp,
  GraduationCap,
  Keyboard,
  Layers,
  ListChecks,
  Lock,
  Moon,
  Printer,
  Rocket,
  Store,
  Sun,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from '../../state/store.ts';
import { useReprint } from '../use-reprint.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { LanguageKeys, useThemeKey } from './appearance-keys.tsx';
import { usePractice } from './use-practice.ts';

/** Everything beside selling. */
export default function MenuSheet() {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const close = () => desk.sheet.set(null);
  return (
    <Sheet open title={t('menu')} closeLabel={t('close')} onClose={close}>
      <div className="grid grid-cols-2 gap-2">
        <WorkKeys />
        <DeviceKeysRow />
      </div>
      <h3 className="mt-2 font-600 text-ink-2">{t('language')}</h3>
      <LanguageKeys />
      <About />
    </Sheet>
  );
}

/** What a person on the telephone is asked first. */
function About() {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const { certificate } = useStore(pos.identity);
  const place = `${certificate.chainName} · ${certificate.storeName} · ${certificate.terminalName}`;
  return (
    <section aria-label={t('about')} className="mt-auto pt-4 text-ink-2">
      <div>
        OsonSavdo · {t('version')} <span className="n">{pos.appVersion}</span>
      </div>
      <div className="cut">{place}</div>
    </section>
  );
}

function WorkKeys() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const { state } = useStore(pos.identity);
  const shift = useStore(pos.shift);
  const practice = usePractice();
  const reprint = useReprint();
  const onlyPractice = state === 'practice';
  return (
    <>
      {onlyPractice ? (
        <Key
          testId="start-selling"
          icon={<Rocket />}
          onPress={() => desk.sheet.set({ is: 'go-live' })}
        >
          {t('startSelling')}
        </Key>
      ) : (
        <Key testId="lock" icon={<Lock />} onPress={() => lock(pos, desk)}>
          {t('lock')}
        </Key>
      )}
      {shift ? (
        <Key
          testId="menu-close-shift"
          icon={<Store />}
          onPress={() => desk.sheet.set({ is: 'close-shift' })}
        >
          {t('closeShift')}
        </Key>
      ) : null}
      <Key testId="menu-parked" icon={<Layers />} onPress={() => desk.sheet.set({ is: 'parked' })}>
        {t('parked')}
      </Key>
      <Key testId="last-receipt" icon={<Printer />} kbd="F10" onPress={() => void reprint()}>
        {t('lastReceipt')}
      </Key>
      {onlyPractice ? null : (
        <Key testId="practice" icon={<GraduationCap />} onPress={practice.toggle}>
          {practice.on ? t('practiceEnd') : t('practiceStart')}
        </Key>
      )}
    </>
  );
}

function lock(
  pos: ReturnType<typeof useWorkplace>['pos'],
  desk: ReturnType<typeof useWorkplace>['desk'],
): void {
  desk.sheet.set(null);
  desk.done.set(null);
  pos.session.set(null);
}

function DeviceKeysRow() {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const device = useWords(deviceWords);
  const theme = useThemeKey();
  return (
    <>
      <Key
        testId="menu-queue"
        icon={<ListChecks />}
        onPress={() => desk.sheet.set({ is: 'queue' })}
      >
        {t('queue')}
      </Key>
      <Key
        testId="menu-health"
        icon={<Activity />}
        onPress={() => desk.sheet.set({ is: 'health' })}
      >
        {t('health')}
      </Key>
      <Key testId="menu-import" icon={<FileUp />} onPress={() => desk.sheet.set({ is: 'import' })}>
        {device('import')}
      </Key>
      <Key testId="menu-keys" icon={<Keyboard />} onPress={() => desk.sheet.set({ is: 'keys' })}>
        {t('help')}
      </Key>
      <Key testId="theme" icon={theme.isDark ? <Sun /> : <Moon />} onPress={theme.toggle}>
        {theme.isDark ? t('themeLight') : t('themeDark')}
      </Key>
    </>
  );
}

function Key(props: {
  testId: string;
  icon: ReactNode;
  kbd?: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      size="till"
      icon={props.icon}
      kbd={props.kbd}
      data-testid={props.testId}
      className="min-h-16 justify-start gap-3 !border-line text-left whitespace-normal [&>.lucide]:text-turq"
      onClick={props.onPress}
    >
      <span className="min-w-0 flex-1">{props.children}</span>
    </Button>
  );
}
