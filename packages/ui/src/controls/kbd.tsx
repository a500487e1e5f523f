import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';

/** The key that does the same; hidden on a phone, which has none. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        'rounded-[5px] border border-current px-[.5em] py-[.28em] font-sans text-[.78em] leading-none font-500 max-sm:hidden',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
