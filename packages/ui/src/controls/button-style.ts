import { cva, type VariantProps } from 'class-variance-authority';

/** How a button looks; shared by buttons and by links that look like one. */
export const buttonStyle = cva(
  [
    'inline-flex items-center justify-center gap-2 whitespace-nowrap border no-underline select-none',
    'transition-[background-color,transform] fast active:translate-y-px',
    'disabled:translate-y-0 disabled:cursor-default disabled:border-line disabled:bg-sunken disabled:text-ink-2',
  ],
  {
    variants: {
      variant: {
        plain: 'border-edge bg-surface text-ink hover:bg-sunken active:bg-line',
        primary:
          'border-cobalt bg-cobalt text-on-cobalt hover:bg-[color-mix(in_oklch,var(--cobalt)_88%,var(--ink))] active:bg-[color-mix(in_oklch,var(--cobalt)_74%,var(--ink))]',
        quiet:
          'border-transparent bg-transparent text-turq hover:bg-turq-soft active:bg-turq-soft disabled:border-transparent disabled:bg-transparent',
        danger: 'border-review bg-surface text-review hover:bg-review-soft active:bg-review-soft',
        pay: 'border-transparent bg-pay text-on-pay hover:bg-pay-press active:bg-pay-press',
        ghost:
          'border-transparent bg-plate-2 text-on-plate hover:bg-[color-mix(in_oklch,var(--plate-2)_84%,white)] active:bg-[color-mix(in_oklch,var(--plate-2)_74%,white)] disabled:border-transparent disabled:bg-plate-2 disabled:text-on-plate-2',
        next: 'border-transparent bg-on-plate text-plate hover:bg-on-plate-2 active:bg-on-plate-2',
      },
      size: {
        office: 'min-h-9 rounded-1 px-3.5 text-14 font-550',
        lg: 'min-h-12 rounded-2 px-4 text-16 font-550',
        till: 'min-h-14 rounded-2 px-4 text-18 font-550',
      },
      block: { true: 'w-full' },
    },
    compoundVariants: [
      { size: 'till', variant: ['pay', 'next'], class: 'min-h-18 px-2 text-24 font-650' },
      { size: 'till', variant: 'ghost', class: 'min-h-18' },
    ],
    defaultVariants: { variant: 'plain', size: 'office' },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyle>;
