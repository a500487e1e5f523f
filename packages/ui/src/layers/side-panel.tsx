'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { uiWords } from '@oson/messages/ui';
import { X } from 'lucide-react';
import { cn } from '../base/cn.ts';
import { Button } from '../controls/button.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import type { SheetProps } from './sheet.tsx';

/** The office's side panel: holds the focus, Esc and a press beside it close it. Use `Sheet modal`. */
export default function SidePanel(props: SheetProps) {
  const t = useWords(uiWords);
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity slide-ease data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          className={cn(
            'fixed inset-y-0 right-0 z-30 flex w-full flex-col bg-surface shadow-2 sm:w-[480px] sm:rounded-l-3',
            'transition-[transform,opacity] slide-ease data-[ending-style]:translate-x-6 data-[ending-style]:opacity-0 data-[starting-style]:translate-x-6 data-[starting-style]:opacity-0',
            props.className,
          )}
        >
          <header className="flex flex-none items-center gap-2 border-b border-line py-2 pr-2 pl-5">
            <Base.Title className="line-clamp-2 flex-1 text-20 leading-[1.15] font-650">
              {props.title}
            </Base.Title>
            <Button variant="quiet" icon={<X />} onClick={props.onClose}>
              {props.closeLabel ?? t('close')}
            </Button>
          </header>
          <div className="thin-scroll min-h-0 flex-1 overflow-y-auto p-5">{props.children}</div>
          {props.footer ? (
            <footer className="flex flex-none justify-end gap-2 border-t border-line px-5 py-3">
              {props.footer}
            </footer>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
