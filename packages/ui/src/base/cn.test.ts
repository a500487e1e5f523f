import { expect, test } from 'vitest';
import { cn } from './cn.ts';

test('a size and a colour of the same prefix live together', () => {
  expect(cn('text-20', 'text-line')).toBe('text-20 text-line');
});

test('of two that set the same thing the later wins', () => {
  expect(cn('text-18 rounded-2 font-550', 'text-24 rounded-3 font-650')).toBe(
    'text-24 rounded-3 font-650',
  );
  expect(cn('bg-plate', false, 'bg-surface')).toBe('bg-surface');
});

test('a size leaves the line height before it alone', () => {
  expect(cn('leading-[1.15]', 'text-18')).toBe('leading-[1.15] text-18');
});
