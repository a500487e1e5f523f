'use client';

import { uiWords } from '@oson/messages/ui';
import { X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useId, useRef } from 'react';
import { cn } from '../base/cn.ts';
import { Button } from '../controls/button.tsx';
import { useWords } from '../theme/locale-provider.tsx';

export type SheetProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  closeLabel?: string;
  /** The key shown beside the close button; Esc unless told. */
  kbd?: string;
  footer?: ReactNode;
  /** A panel at the side that holds the focus, for the office. */
  modal?: boolean;
  className?: string;
  children: ReactNode;
};

/** Loaded with the first panel: the POS has none, and must not carry the focus trap it needs. */
const SidePanel = lazy(() => import('./side-panel.tsx'));

/**
 * What slides over. On the POS it covers its nearest positioned parent (the catalogue): the cart and
 * the total stay where they are, and nothing is blocked. `modal` is the office's side panel.
 */
export function Sheet(props: SheetProps) {
  if (props.modal) {
    return (
      <Suspense fallback={null}>
        <SidePanel {...props} />
      </Suspense>
    );
  }
  return props.open ? <PlaceSheet {...props} /> : null;
}

/** True inside a dialog, menu or list that is open above the sheet: its Esc is its own. */
function isAbove(target: EventTarget | null): boolean {
  const above = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
  return target instanceof Element && target.closest(above) !== null;
}

function PlaceSheet(props: SheetProps) {
  const t = useWords(uiWords);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const close = useRef(props.onClose);
  useEffect(() => {
    close.current = props.onClose;
  });
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isAbove(event.target)) close.current();
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <section
      aria-labelledby={id}
      className={cn('absolute inset-0 z-10 flex animate-slide flex-col bg-paper', props.className)}
    >
      <header className="flex h-14 flex-none items-center gap-3 pr-2 pl-4">
        <h2
          id={id}
          ref={heading}
          tabIndex={-1}
          className="line-clamp-2 flex-1 text-24 leading-[1.08] tracking-[-.01em] outline-none"
        >
          {props.title}
        </h2>
        <Button
          variant="quiet"
          size="till"
          icon={<X />}
          kbd={props.kbd ?? 'Esc'}
          onClick={props.onClose}
          className="px-2.5"
        >
          {props.closeLabel ?? t('close')}
        </Button>
      </header>
      <div className="thin-scroll flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pb-4">
        {props.children}
      </div>
      {props.footer ? <footer className="flex-none px-4 pb-4">{props.footer}</footer> : null}
    </section>
  );
}
