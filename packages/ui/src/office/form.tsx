'use client';

import { type ReactNode, type SyntheticEvent, useRef } from 'react';
import { cn } from '../base/cn.ts';
import { UNREADABLE_MARK } from '../fields/figure-text.ts';

/**
 * Sends on Enter and by its submit button, never twice at once, and not while a figure in it cannot
 * be read: what was meant would go out as an empty field. After a refusal the first field that is
 * marked wrong gets the focus.
 */
export function Form(props: {
  /** For a submit button that stands outside, at the foot of a dialog or sheet. */
  id?: string;
  onSubmit: () => void | Promise<void>;
  busy?: boolean;
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (props.busy || tellUnreadable(form.current)) return;
    await props.onSubmit();
    requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
  };
  return (
    <form
      ref={form}
      id={props.id}
      noValidate
      aria-label={props.label}
      aria-busy={props.busy}
      onSubmit={(event) => void submit(event)}
      className={cn('grid gap-4', props.className)}
    >
      {props.children}
    </form>
  );
}

/** Whether a figure cannot be read; its field says so when it is left, and has the focus again. */
function tellUnreadable(form: HTMLFormElement | null): boolean {
  const field = form?.querySelector<HTMLElement>(`[${UNREADABLE_MARK}]`);
  field?.blur();
  field?.focus();
  return Boolean(field);
}

/** Fields that belong together, under a name. */
export function FormSection(props: { title: ReactNode; text?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-4 rounded-2 border border-line bg-surface p-5">
      <div>
        <h2>{props.title}</h2>
        {props.text ? <p className="mt-1 text-ink-2">{props.text}</p> : null}
      </div>
      {props.children}
    </section>
  );
}

/** Two fields beside each other; under each other on a phone. */
export function FormRow(props: { className?: string; children: ReactNode }) {
  return (
    <div className={cn('grid items-start gap-4 sm:grid-cols-2', props.className)}>
      {props.children}
    </div>
  );
}

/** The buttons of a form, the main one last. */
export function FormActions(props: { className?: string; children: ReactNode }) {
  return (
    <div className={cn('flex flex-wrap items-center justify-end gap-2', props.className)}>
      {props.children}
    </div>
  );
}
