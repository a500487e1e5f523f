import { Archive, CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import type { Tone } from '../base/size.ts';

/** The icon of a tone; colour alone never says anything. */
export const TONE_ICONS: Record<Tone, ReactNode> = {
  ok: <CircleCheck aria-hidden="true" />,
  wait: <TriangleAlert aria-hidden="true" />,
  review: <CircleAlert aria-hidden="true" />,
  info: <Info aria-hidden="true" />,
  plain: <Archive aria-hidden="true" />,
};

export const TONE_LOOK: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  wait: 'bg-wait-soft text-wait',
  review: 'bg-review-soft text-review',
  info: 'bg-info-soft text-info',
  plain: 'bg-sunken text-ink-2',
};

/** A state in one or two words. `icon={null}` only where the tag is a bare count. */
export function Tag(props: {
  tone?: Tone;
  icon?: ReactNode;
  /** Without a ground, in a table. */
  bare?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { tone = 'plain', bare, icon = tone === 'plain' ? null : TONE_ICONS[tone] } = props;
  return (
    <span
      className={cn(
        'n inline-flex items-center gap-[5px] rounded-1 px-2 py-[5px] align-middle text-13 leading-none font-550 [&_.lucide]:size-[15px] [&_.lucide]:stroke-[2.2]',
        TONE_LOOK[tone],
        bare && 'bg-transparent p-0',
        props.className,
      )}
    >
      {icon}
      {props.children}
    </span>
  );
}
