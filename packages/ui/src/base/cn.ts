import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const SIZES = ['13', '14', '16', '18', '20', '24', '28', '32', '36', '40', '44', '48', '56', '64'];

/** Our type scale is numeric, so that text-20 is a size and text-line a colour. */
const merge = extendTailwindMerge({
  // A size of ours sets no line height, so it must not take away one that stands before it.
  override: { conflictingClassGroups: { 'font-size': [] } },
  extend: {
    classGroups: {
      'font-size': [{ text: SIZES }],
      'font-weight': [{ font: ['400', '450', '500', '550', '600', '650', '700'] }],
      rounded: [{ rounded: ['1', '2', '3', 'full'] }],
      shadow: [{ shadow: ['1', '2'] }],
    },
  },
});

/** Joins class names; of two that set the same thing the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
