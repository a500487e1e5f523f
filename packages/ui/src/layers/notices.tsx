'use client';

import { uiWords } from '@oson/messages/ui';
import { Check, CircleAlert, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '../base/cn.ts';
import type { Tone } from '../base/size.ts';
import { TONE_ICONS } from '../signs/tag.tsx';
import { useWords } from '../theme/locale-provider.tsx';

const GROUND: Record<Tone, string> = {
  ok: 'bg-ok-soft [&>.lucide]:text-ok',
  wait: 'bg-wait-soft [&>.lucide]:text-wait',
  review: 'bg-review-soft [&>.lucide]:text-review',
  info: 'bg-info-soft [&>.lucide]:text-info',
  plain: 'bg-sunken [&>.lucide]:text-ink-2',
};

/** What holds for the whole screen: title first, then what is safe, then what to do. */
export function Banner(props: {
  tone: Tone;
  title?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
  /** Announce it when it appears: for errors. */
  alert?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <div
      role={props.alert ? 'alert' : undefined}
      className={cn(
        'flex items-start gap-3.5 rounded-2 px-4 py-3.5 text-ink [&>.lucide]:mt-px',
        GROUND[props.tone],
        props.className,
      )}
    >
      {props.icon ?? TONE_ICONS[props.tone]}
      <div className="min-w-0 flex-1">
        {props.title ? <div className="font-650">{props.title}</div> : null}
        {props.children ? (
          <div className={cn(Boolean(props.title) && 'text-ink-2')}>{props.children}</div>
        ) : null}
        {props.actions ? (
          <div className="mt-2.5 flex flex-wrap items-center gap-2">{props.actions}</div>
        ) : null}
      </div>
    </div>
  );
}

/** Nothing here yet: an empty rod, why, and the one next thing to do. */
export function EmptyState(props: {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  second?: ReactNode;
  icon?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('grid justify-items-center gap-2 p-6 text-center', props.className)}>
      {props.icon ?? (
        <span aria-hidden="true" className="my-2.5 block h-[1.5px] w-[180px] bg-edge" />
      )}
      <b className="text-[1.14em] font-600">{props.title}</b>
      {props.text ? (
        <span className="max-w-[44ch] text-balance text-ink-2">{props.text}</span>
      ) : null}
      {props.action}
      {props.second}
    </div>
  );
}

/** What happened, what is safe, one button, and the code for support, ready to copy. */
export function ErrorState(props: {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  code?: string;
  icon?: ReactNode;
  copyLabel?: string;
  className?: string;
}) {
  return (
    <Banner
      alert
      tone="review"
      title={props.title}
      icon={props.icon ?? <CircleAlert />}
      className={props.className}
      actions={
        props.action || props.code ? (
          <>
            {props.action}
            {props.code ? <CopyCode code={props.code} label={props.copyLabel} /> : null}
          </>
        ) : null
      }
    >
      {props.text}
    </Banner>
  );
}

function CopyCode({ code, label }: { code: string; label?: string }) {
  const t = useWords(uiWords);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      // The clipboard is not allowed here: the code stands beside the button and can be read.
      () => setCopied(false),
    );
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={`${label ?? t('copy')}: ${code}`}
      className="n inline-flex min-h-8 items-center gap-1.5 rounded-1 px-1.5 text-13 text-ink-2 hover:bg-surface"
    >
      {code}
      {copied ? (
        <Check aria-label={t('copied')} className="text-ok" />
      ) : (
        <Copy aria-hidden="true" />
      )}
    </button>
  );
}
