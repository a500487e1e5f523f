import type { Tiyin } from '@oson/domain';
import { NumPad, type PadKey, Plate, PlateFigure, typeOnPad } from '@oson/ui';
import { useState } from 'react';
import { useKeyTarget } from '../../desk/key-targets.ts';
import { useWorkplace } from '../workplace.tsx';

/** Counted cash: whole so'm are typed, tiyin are kept. null = nothing typed yet. */
export function useCountedCash(onEnter: (counted: Tiyin) => void) {
  const { keys } = useWorkplace();
  const [text, setText] = useState('');
  const counted = text === '' ? null : Number(text) * 100;
  const press = (key: PadKey) => setText((old) => typeOnPad(old, key, { maxLength: 10 }));
  useKeyTarget(keys, { pad: press, enter: () => counted !== null && onEnter(counted) });
  return { counted, press, set: (tiyin: Tiyin) => setText(String(Math.round(tiyin / 100))) };
}

/** The plate with what was counted and the pad under it. */
export function CountPad(props: {
  label: string;
  counted: Tiyin | null;
  onKey: (key: PadKey) => void;
}) {
  return (
    <>
      <Plate className="flex-none rounded-3 px-5 pt-3.5 pb-5">
        <div data-testid="counted">
          <PlateFigure live unit label={props.label} tiyin={props.counted ?? 0} size="total" />
        </div>
      </Plate>
      <NumPad onKey={props.onKey} label={props.label} className="min-h-0 flex-1" />
    </>
  );
}
