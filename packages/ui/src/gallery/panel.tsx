import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';

/** One board of the gallery. */
export function Panel(props: {
  title: string;
  wide?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      className={cn(
        'min-w-0 rounded-3 border border-line bg-surface px-5 pt-[18px] pb-5 max-lg:col-span-full',
        props.wide,
      )}
    >
      <h2 className="mb-2.5">{props.title}</h2>
      <div className={props.className}>{props.children}</div>
    </section>
  );
}
