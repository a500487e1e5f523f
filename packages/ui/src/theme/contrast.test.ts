/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, type Oklch, parseOklch } from './contrast.ts';

const tokens = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');

/** Declarations of a block: the light one is `:root,[data-theme=light]`, the dark one overrides it. */
function declarations(selector: string): Map<string, string> {
  const start = tokens.indexOf(selector);
  const block = tokens.slice(tokens.indexOf('{', start) + 1, tokens.indexOf('}', start));
  const lines = block.replace(/\/\*.*?\*\//gs, '').matchAll(/--([\w-]+):([^;]+);/g);
  return new Map([...lines].map((line) => [line[1] ?? '', (line[2] ?? '').trim()]));
}

const light = declarations('[data-theme="light"]');
const themes = { light, dark: new Map([...light, ...declarations('[data-theme="dark"]')]) };

/** The hues that goods sections are given. */
const HUES = [22, 52, 72, 88, 112, 148, 205, 242, 292, 345];

function colour(theme: Map<string, string>, name: string): Oklch {
  const hue = /^glaze-(\d+)$/.exec(name)?.[1];
  if (hue)
    return { l: Number(theme.get('glaze-l')), c: Number(theme.get('glaze-c')), h: Number(hue) };
  const parsed = parseOklch(theme.get(name) ?? '');
  if (!parsed) throw new Error(`no opaque colour --${name}`);
  return parsed;
}

const on = (grounds: string[], texts: string[]) =>
  grounds.flatMap((ground) => texts.map((text) => [text, ground] as const));

const TEXT = [
  ...on(['paper', 'surface', 'sunken', 'turq-soft'], ['ink', 'ink-2', 'turq']),
  ...on(['paper', 'surface'], ['ok', 'wait', 'review', 'info']),
  ...['ok', 'wait', 'review', 'info'].map((tone) => [tone, `${tone}-soft`] as const),
  ...on(['ok-soft', 'wait-soft', 'review-soft', 'info-soft'], ['ink', 'ink-2']),
  ...on(['plate', 'plate-2'], ['on-plate', 'on-plate-2', 'plate-glow']),
  ['on-cobalt', 'cobalt'],
  ['on-turq', 'turq'],
  ['on-pay', 'pay'],
  ['on-pay', 'pay-press'],
  ['plate', 'on-plate'],
  ['plate', 'on-plate-2'],
  ['paper', 'ink'],
  ...HUES.flatMap((hue) => [['ink', `glaze-${hue}`] as const, ['ink-2', `glaze-${hue}`] as const]),
] as const;

/** Borders of controls, beads, the focus ring, icons and figures that carry meaning: 3:1. */
const MARKS = [
  ...on(['paper', 'surface'], ['edge', 'turq', 'wait-edge', 'review', 'cobalt']),
  ['plate-glow', 'plate'],
  ['wait-edge', 'wait-soft'],
  ['review', 'review-soft'],
] as const;

const below = (
  theme: Map<string, string>,
  pairs: readonly (readonly [string, string])[],
  least: number,
) =>
  pairs
    .map(([front, ground]) => ({
      pair: `${front} on ${ground}`,
      ratio: contrast(colour(theme, front), colour(theme, ground)),
    }))
    .filter(({ ratio }) => ratio < least)
    .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);

test.each(Object.entries(themes))('%s: text stands out by 4.5', (_, theme) => {
  expect(below(theme, TEXT, 4.5)).toEqual([]);
});

test.each(Object.entries(themes))('%s: borders and marks stand out by 3', (_, theme) => {
  expect(below(theme, MARKS, 3)).toEqual([]);
});

test('light and dark name the same colours', () => {
  const dark = declarations('[data-theme="dark"]');
  const colours = [...light].filter(([, value]) => parseOklch(value)).map(([name]) => name);
  expect(colours.length).toBeGreaterThan(25);
  expect(colours.filter((name) => !dark.has(name))).toEqual([]);
});

test('the measure agrees with known pairs', () => {
  const white = { l: 1, c: 0, h: 0 };
  const black = { l: 0, c: 0, h: 0 };
  expect(contrast(white, black)).toBeCloseTo(21, 1);
  expect(contrast(white, white)).toBe(1);
  // #767676 on white is the textbook 4.54.
  expect(contrast({ l: 0.5659, c: 0, h: 0 }, white)).toBeCloseTo(4.54, 1);
  expect(parseOklch('oklch(0.3 0.05 260 / .06)')).toBeNull();
});
