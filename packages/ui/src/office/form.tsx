'use client';

import { type ReactNode, type SyntheticEvent, useRef } from 'react';
import { cn } from '../base/cn.ts';

/**
 * Sends on Enter and by its submit button, never twice at once. After a refusal the first field that
 * is marked wrong gets the focus.
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
    if (props.busy) return;
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
