import { CYRILLIC, LOOK_ALIKES, MARKED_LATIN, UNITS } from './letters.ts';

/** Stored beside every folded key: keys of another version are folded again. */
export const SEARCH_FOLD_VERSION = 1;

/** All that is typed for oʻ, gʻ, tutuq and stress: it never decides between two goods. */
const APOSTROPHES = /[\u02b9-\u02bf\u02c8\u2018-\u201b\u2032\u2035\u0027\u0060\u00b4\uff07]/gu;
const NUMBER_OR_WORD = /\d+(?:\.\d+)?|[\p{L}\p{M}]+/gu;

/**
 * Spellings of one sound to one letter, in this order; from here w is sh and c is ch. Pairs are
 * replaced wherever they stand, so that what was typed so far mostly begins what it will become.
 */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/w/g, 'v'],
  [/shch|sch|sh/g, 'W'],
  [/ch/g, 'C'],
  [/d?zh|dj/g, 'j'],
  [/ts/g, 's'],
  // A lone C is a grade or a vitamin, and as often a Cyrillic С.
  [/c(?=[eiy])|^c$/g, 's'],
  [/[cq]/g, 'k'],
  [/k+s|x/g, 'h'],
  [/ph/g, 'f'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/th/g, 't'],
  [/nd/g, 'nt'],
  [/y+(?=[aeiou])/g, ''],
  [/y/g, 'i'],
];

/**
 * The one skeleton in which Uzbek Latin, Uzbek Cyrillic and Russian spellings of the same goods
 * meet, for the catalogue and for what is typed: words and numbers with one space between.
 * It hides differences on purpose; exact codes are looked up before it.
 */
export function foldText(text: string): string {
  return foldTokens(text).join(' ');
}

/** The words of a folded text; a number and its unit are one word ("0,5 л" and "0.5l" alike). */
export function foldTokens(text: string): string[] {
  const plain = text
    // Before NFKC, which would turn the bare acute accent into a space.
    .replace(APOSTROPHES, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\d),(?=\d)/gu, '$1.')
    .replace(/(?<!\d)\.(?=\d)/gu, '0.');
  const tokens: string[] = [];
  let afterNumber = false;
  for (const token of plain.match(NUMBER_OR_WORD) ?? []) {
    const digit = /^\d/u.test(token);
    const word = digit ? foldNumber(token) : skeletonOf(token);
    const unit = afterNumber && !digit ? UNITS[word] : undefined;
    if (unit !== undefined) tokens[tokens.length - 1] += unit;
    else if (word !== '') tokens.push(digit ? word : withoutDoubles(word));
    afterNumber = digit;
  }
  return tokens;
}

function withoutDoubles(word: string): string {
  return word.replace(/([a-z])\1+/g, '$1');
}

/** "1.0" and "1" are one size; the zeros of a whole number stay. */
function foldNumber(token: string): string {
  return token.includes('.') ? token.replace(/\.?0+$/u, '') : token;
}

/** A catalogue of 50 000 rows holds some 10 000 words: each is worked out once. */
const KNOWN_WORDS_MAX = 20_000;
const knownWords = new Map<string, string>();

function skeletonOf(word: string): string {
  const known = knownWords.get(word);
  if (known !== undefined) return known;
  let skeleton = latinOf(word);
  for (const [spelling, sound] of SOUNDS) skeleton = skeleton.replace(spelling, sound);
  if (knownWords.size >= KNOWN_WORDS_MAX) knownWords.clear();
  knownWords.set(word, skeleton.toLowerCase());
  return skeleton.toLowerCase();
}

/** A word in bare Latin letters, whatever script or mixture it was typed in. */
function latinOf(word: string): string {
  if (/^[a-z]+$/u.test(word)) return word;
  const letters = Array.from(word);
  const cyrillic = letters.filter((letter) => letter in CYRILLIC);
  const slipped = /[a-z]/u.test(word) && cyrillic.every((letter) => letter in LOOK_ALIKES);
  return letters
    .map(
      (letter) =>
        (slipped ? LOOK_ALIKES[letter] : undefined) ??
        CYRILLIC[letter] ??
        MARKED_LATIN[letter] ??
        letter.normalize('NFD').replace(/\p{M}/gu, ''),
    )
    .join('');
}
