'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../base/cn.ts';
import { walkWithArrows } from './roving.ts';

export type TabsProps<Id extends string> = {
  label: string;
  tabs: readonly { id: Id; label: ReactNode; count?: number }[];
  active: Id;
  onChange: (id: Id) => void;
  size?: 'office' | 'till';
  /** Id of the element whose content the tabs change. */
  panelId?: string;
  className?: string;
};

/** A row of sections that scrolls; its right end fades while there is more. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { size = 'office' } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    row.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [props.active]);
  return (
    <div
      ref={row}
      role="tablist"
      aria-label={props.label}
      onKeyDown={walkWithArrows}
      className={cn(
        'no-scrollbar flex flex-none overflow-x-auto overflow-y-hidden [mask-image:linear-gradient(90deg,#000_calc(100%-48px),transparent)]',
        size === 'till'
          ? 'h-14 gap-2 pr-12 pl-1.5 text-18 max-sm:pl-0'
          : '-ml-2.5 h-10 gap-1 pr-12 text-14',
        props.className,
      )}
    >
      {props.tabs.map((tab) => {
        const on = tab.id === props.active;
        return (
          <button
            key={tab.id}
            type="button"
            role="tab"
            aria-selected={on}
            aria-controls={props.panelId}
            tabIndex={on ? 0 : -1}
            onClick={() => props.onChange(tab.id)}
            className={cn(
              'relative flex-none px-2.5 whitespace-nowrap -outline-offset-3',
              size === 'till' && 'min-w-14',
              on ? 'font-650 text-ink' : 'font-500 text-ink-2 hover:text-ink',
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="n ml-1.5 font-400">{tab.count}</span>
            )}
            {on ? (
              <span
                className={cn(
                  'absolute inset-x-2.5 rounded-[2px] bg-turq',
                  size === 'till' ? 'bottom-1.5 h-1' : 'bottom-1 h-[3px]',
                )}
              />
            ) : null}
          </button>
        );
      })}
    </div>
  );
}
