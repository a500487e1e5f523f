'use client';

import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import type { LinkComponent } from '../controls/button.tsx';
import type { Tone } from '../base/size.ts';
import { Tag } from '../signs/tag.tsx';

/** Title, what it holds in numbers, and the acts of the page. */
export function PageHead(props: {
  title: ReactNode;
  sub?: ReactNode;
  tags?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
  linkAs?: LinkComponent;
}) {
  const Anchor = props.linkAs ?? 'a';
  return (
    <div className="mb-4">
      {props.back ? (
        <Anchor
          href={props.back.href}
          className="mb-1 inline-flex min-h-8 items-center gap-1.5 font-550 text-turq no-underline hover:underline"
        >
          <ArrowLeft aria-hidden="true" />
          {props.back.label}
        </Anchor>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3.5 gap-y-1">
          <h1>{props.title}</h1>
          {props.tags}
          {props.sub ? <span className="text-ink-2">{props.sub}</span> : null}
        </div>
        {props.actions ? (
          <div className="flex flex-wrap items-center gap-2">{props.actions}</div>
        ) : null}
      </div>
    </div>
  );
}

/** A white box with a head. `pad` is on unless told; a table inside wants it off. */
export function Card(props: {
  title?: ReactNode;
  action?: ReactNode;
  pad?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { pad = true } = props;
  const hasHead = props.title !== undefined || props.action !== undefined;
  return (
    <section className={cn('min-w-0 rounded-2 border border-line bg-surface', props.className)}>
      {hasHead ? (
        <div className="flex min-h-12 items-center gap-2 pt-3 pr-2.5 pb-1.5 pl-4">
          {props.title === undefined ? null : (
            <h2 className="flex min-w-0 flex-1 items-center gap-2">{props.title}</h2>
          )}
          {props.action}
        </div>
      ) : null}
      <div className={cn(pad && (hasHead ? 'px-4 pt-1 pb-4' : 'p-4'))}>{props.children}</div>
    </section>
  );
}

/** One figure with its name, how it changed, and against what. */
export function StatCard(props: {
  label: ReactNode;
  value: ReactNode;
  delta?: { text: ReactNode; tone: Tone; icon?: ReactNode };
  note?: ReactNode;
  /** The main figure of the page. */
  big?: boolean;
  /** Without the box, inside another one. */
  bare?: boolean;
  className?: string;
}) {
  return (
    <div
      className={cn(
        'min-w-0',
        !props.bare && 'rounded-2 border border-line bg-surface px-4 py-3.5',
        props.className,
      )}
    >
      <div className={props.big ? 'text-16 font-650' : 'text-13 text-ink-2'}>{props.label}</div>
      <div
        className={cn(
          props.big
            ? 'n-big mt-1 text-36 leading-[1.1] sm:text-40'
            : 'mt-0.5 flex flex-wrap items-baseline gap-x-1.5 text-16 font-600',
        )}
      >
        {props.value}
        {props.delta && !props.big ? (
          <span className="text-13 font-400 text-ink-2">{props.delta.text}</span>
        ) : null}
      </div>
      {props.big && props.delta ? (
        <Tag tone={props.delta.tone} icon={props.delta.icon} className="mt-2">
          {props.delta.text}
        </Tag>
      ) : null}
      {props.note ? <div className="mt-1.5 text-ink-2">{props.note}</div> : null}
    </div>
  );
}

/** Terms and their values, one under another; for the head of a detail page. */
export function DetailList(props: {
  items: { term: ReactNode; value: ReactNode }[];
  className?: string;
}) {
  return (
    <dl className={cn('grid', props.className)}>
      {props.items.map((item, index) => (
        <div
          key={index}
          className="flex min-h-9 items-center justify-between gap-4 border-t border-line py-1.5 first:border-0"
        >
          <dt className="text-ink-2">{item.term}</dt>
          <dd className="min-w-0 text-right font-550">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
