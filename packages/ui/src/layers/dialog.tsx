'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { uiWords } from '@oson/messages/ui';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import { IconButton } from '../controls/button.tsx';
import { useWords } from '../theme/locale-provider.tsx';

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** Text and targets for the POS. */
  till?: boolean;
  closeLabel?: string;
  children?: ReactNode;
};

const WIDTH = { sm: 'sm:w-[420px]', md: 'sm:w-[560px]', lg: 'sm:w-[820px]' };

/**
 * A question that must be answered first. Keeps the focus inside, Esc and the cross close it. On a
 * phone it rises from the bottom. Not for news: those are toasts, banners and the sync corner.
 */
export function Dialog(props: DialogProps) {
  const { size = 'md', till } = props;
  const t = useWords(uiWords);
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity slide-ease data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          className={cn(
            'fixed z-40 flex max-h-[92dvh] flex-col bg-surface text-ink shadow-2 transition-[transform,opacity] slide-ease data-[ending-style]:opacity-0 data-[starting-style]:opacity-0',
            'max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-3 max-sm:data-[starting-style]:translate-y-6',
            'sm:top-1/2 sm:left-1/2 sm:max-w-[calc(100vw-32px)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-3 sm:data-[starting-style]:-translate-y-[calc(50%-24px)]',
            WIDTH[size],
            till && 'till',
          )}
        >
          <div className="flex items-start gap-2 pt-4 pr-3 pl-5">
            <Base.Title className={cn('flex-1 py-1.5 text-20 font-650', till && 'text-24')}>
              {props.title}
            </Base.Title>
            <IconButton
              variant="quiet"
              size={till ? 'till' : 'office'}
              label={props.closeLabel ?? t('close')}
              icon={<X />}
              onClick={props.onClose}
            />
          </div>
          <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">
            {props.description ? (
              <Base.Description className="mb-4 text-ink-2 last:mb-0">
                {props.description}
              </Base.Description>
            ) : null}
            {props.children}
          </div>
          {props.actions ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {props.actions}
            </div>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
