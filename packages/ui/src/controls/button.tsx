'use client';

import type { ComponentProps, ComponentType, ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import { type ButtonLook, buttonStyle } from './button-style.ts';
import { Kbd } from './kbd.tsx';
import { Spinner } from './spinner.tsx';
import { useLate } from './use-late.ts';

type Look = { variant?: ButtonLook['variant']; size?: ButtonLook['size']; block?: boolean };

export type ButtonProps = Omit<ComponentProps<'button'>, 'size'> &
  Look & {
    /** A lucide icon; it is sized here. */
    icon?: ReactNode;
    /** The key that does the same, shown beside the label. */
    kbd?: string;
    /** Work goes on: presses are ignored, a spinner takes the icon's place after 300 ms. */
    busy?: boolean;
    /** Why it is disabled, in words; said after the label. */
    disabledReason?: string;
  };

/** Nothing on the POS is smaller than 18 px. */
const TILL_KBD = 'px-[.4em] py-[.14em] text-18';

/**
 * One press, one act. `pay` is only for taking money; `ghost` and `next` stand on a Plate. One primary
 * button per view.
 */
export function Button(props: ButtonProps) {
  const { variant, size, block, icon, kbd, busy = false, disabledReason, ...rest } = props;
  const { className, children, onClick, ...native } = rest;
  const waiting = useLate(busy);
  const reason = native.disabled ? disabledReason : undefined;
  return (
    <button
      type="button"
      {...native}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={cn(buttonStyle({ variant, size, block }), className)}
    >
      {waiting ? <Spinner /> : icon}
      {reason ? (
        <span className="min-w-0 leading-[1.15] whitespace-normal">
          {children}, {reason}
        </span>
      ) : (
        children
      )}
      {kbd ? <Kbd className={size === 'till' ? TILL_KBD : undefined}>{kbd}</Kbd> : null}
    </button>
  );
}

export type IconButtonProps = Omit<ButtonProps, 'children' | 'kbd' | 'block'> & {
  /** What it does; read aloud and shown on hover. */
  label: string;
  icon: ReactNode;
};

/** A square button with only an icon. On the POS prefer a Button with a word. */
export function IconButton({ label, className, size = 'office', ...props }: IconButtonProps) {
  const square = { office: 'w-9 px-0', lg: 'w-12 px-0', till: 'w-14 px-0' }[size ?? 'office'];
  return (
    <Button
      {...props}
      size={size}
      aria-label={label}
      title={label}
      className={cn(square, className)}
    />
  );
}

type AnchorProps = { href: string; className?: string; children?: ReactNode };
/** What draws a link: Next's Link, or a plain anchor when none is given. */
export type LinkComponent = ComponentType<AnchorProps> | 'a';

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton(
  props: AnchorProps & Look & { as?: LinkComponent; icon?: ReactNode; 'aria-label'?: string },
) {
  const { as: Anchor = 'a', variant, size, block, icon, children, className, ...rest } = props;
  return (
    <Anchor {...rest} className={cn(buttonStyle({ variant, size, block }), className)}>
      {icon}
      {children}
    </Anchor>
  );
}
