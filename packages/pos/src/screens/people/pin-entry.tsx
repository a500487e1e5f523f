import { Plate } from '@oson/ui';
import { Check, Delete } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useKeyTarget } from '../../desk/key-targets.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const LENGTH_MIN = 4;
const LENGTH_MAX = 8;

/**
 * A PIN on its plate. PINs have 4 to 8 digits and this device does not know how many, so the tick
 * says when it is complete; Enter does the same. `onPin` answers what to say when it was wrong.
 */
export function PinEntry(props: {
  title: string;
  sub?: ReactNode;
  disabled?: boolean;
  lengthMin?: number;
  foot?: ReactNode;
  onPin: (pin: string) => Promise<string | null>;
  className?: string;
}) {
  const { keys } = useWorkplace();
  const t = usePosWords();
  const { lengthMin = LENGTH_MIN } = props;
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const blocked = busy || props.disabled === true;
  const press = (key: string) => {
    if (blocked) return;
    setError(null);
    if (key === 'back') setPin((old) => old.slice(0, -1));
    else if (/^\d$/.test(key)) setPin((old) => (old + key).slice(0, LENGTH_MAX));
  };
  const enter = async () => {
    if (blocked || pin.length < lengthMin) return;
    setBusy(true);
    try {
      setError(await props.onPin(pin));
    } finally {
      setPin('');
      setBusy(false);
    }
  };
  useKeyTarget(keys, { pad: press, enter: () => void enter() });
  const dots = Math.max(lengthMin, pin.length);
  return (
    <Plate className={`flex flex-col justify-center gap-4 px-6 py-6 ${props.className ?? ''}`}>
      <div className="text-center">
        <div className="min-h-[1.25em] text-on-plate-2">{props.sub}</div>
        <h2 className="mt-1 text-24 font-650 text-balance">{props.title}</h2>
      </div>
      <div
        role="status"
        aria-label={t('pinDots', { count: pin.length })}
        className="flex h-6 items-center justify-center gap-4"
      >
        {Array.from({ length: dots }, (_, at) => (
          <i
            key={at}
            className={`size-[18px] rounded-full ${at < pin.length ? 'bg-plate-glow' : 'shadow-[inset_0_0_0_2px_var(--on-plate-2)]'}`}
          />
        ))}
      </div>
      <p
        role="alert"
        data-testid="pin-error"
        className="min-h-[2.5em] text-center font-550 text-balance text-[oklch(0.88_0.09_40)]"
      >
        {error}
      </p>
      <div className="mx-auto grid w-full max-w-[352px] grid-cols-3 gap-2">
        {DIGITS.map((digit) => (
          <PinKey key={digit} testId={`pin-${digit}`} onPress={() => press(digit)}>
            {digit}
          </PinKey>
        ))}
        <PinKey testId="pin-back" label={t('erase')} plain onPress={() => press('back')}>
          <Delete aria-hidden="true" />
        </PinKey>
        <PinKey testId="pin-0" onPress={() => press('0')}>
          0
        </PinKey>
        <PinKey
          testId="pin-enter"
          label={t('next')}
          lit={pin.length >= lengthMin && !blocked}
          onPress={() => void enter()}
        >
          <Check aria-hidden="true" />
        </PinKey>
      </div>
      {props.foot}
    </Plate>
  );
}

function PinKey(props: {
  children: ReactNode;
  testId: string;
  label?: string;
  plain?: boolean;
  lit?: boolean;
  onPress: () => void;
}) {
  const ground = props.lit
    ? 'bg-on-plate text-plate'
    : props.plain
      ? 'active:bg-plate-2'
      : 'bg-plate-2 active:bg-[color-mix(in_oklch,var(--plate-2)_74%,white)]';
  return (
    <button
      type="button"
      data-testid={props.testId}
      aria-label={props.label}
      onClick={props.onPress}
      className={`grid min-h-16 place-items-center rounded-2 text-28 font-550 transition-colors fast sm:min-h-[72px] ${ground}`}
    >
      {props.children}
    </button>
  );
}
