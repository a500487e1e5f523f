'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../base/cn.ts';

export type MenuItem = {
  id: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
};

/** A few further acts behind one button. `trigger` is a Button or IconButton. */
export function Menu(props: {
  label: string;
  trigger: ReactElement;
  items: (MenuItem | 'line')[];
  /** Targets for a finger. */
  till?: boolean;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-50">
          <Base.Popup
            aria-label={props.label}
            className="min-w-52 rounded-2 border border-line bg-surface p-1.5 text-ink shadow-2 outline-none"
          >
            {props.items.map((item, index) =>
              item === 'line' ? (
                <Base.Separator key={`line-${index}`} className="mx-2 my-1.5 h-px bg-line" />
              ) : (
                <Base.Item
                  key={item.id}
                  disabled={item.disabled}
                  onClick={item.onSelect}
                  className={cn(
                    'flex cursor-pointer items-center gap-2.5 rounded-1 px-2.5 font-500 outline-none data-[disabled]:cursor-default data-[disabled]:text-ink-2 data-[highlighted]:bg-turq-soft',
                    props.till ? 'min-h-14 text-18' : 'min-h-9 text-14',
                    item.danger && 'text-review data-[highlighted]:bg-review-soft',
                  )}
                >
                  {item.icon}
                  {item.label}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
