import { CYRILLIC, LOOK_ALIKES, MARKED_LATIN, UNITS } from './letters.ts';

/** Stored beside every folded key: keys of another version are folded again. */
export const SEARCH_FOLD_VERSION = 1;

/** All that is typed for oʻ, gʻ, tutuq and soft signs, and stress marks: it never decides. */
const APOSTROPHES = /[\u02b9-\u02bf\u02c8\u2018-\u201b\u2032\u2035\u0027\u0060\u00b4\uff07]/gu;

/**
 * Latin spellings of one sound to one letter, in this order. From here w = sh, c = ch, h = x,
 * k = q; a pair that only a Latin text can hold (ph, kh, ck) meets its Cyrillic letter.
 */
const SOUNDS: readonly [RegExp, string][] = [
  [/w/gu, 'v'],
  [/shch|sch/gu, 'W'],
  [/sh/gu, 'W'],
  [/ch/gu, 'C'],
  [/dzh|zh/gu, 'j'],
  [/dj/gu, 'j'],
  [/ts/gu, 's'],
  [/c(?=[eiy])/gu, 's'],
  [/[cq]/gu, 'k'],
  [/ph/gu, 'f'],
  [/([kg])h/gu, (_all: string, hard: string) => (hard === 'k' ? 'h' : 'g')],
  [/th/gu, 't'],
  [/k+s/gu, 'h'],
  [/x/gu, 'h'],
  [/[sW]C/gu, 'W'],
  [/nd/gu, 'nt'],
  [/y(?=[aeiou])/gu, ''],
  [/y/gu, 'i'],
] as unknown as [RegExp, string][];

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
    .normalize('NFKC')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(/(\d),(?=\d)/gu, '$1.')
    .replace(/(?<!\d)[.,](?=\d)/gu, '0.');
  const raw = plain.match(/\d+(?:\.\d+)?|[\p{L}\p{M}]+/gu) ?? [];
  const tokens: string[] = [];
  let afterNumber = false;
  for (const token of raw) {
    if (/^\d/u.test(token)) {
      tokens.push(foldNumber(token));
      afterNumber = true;
      continue;
    }
    const word = skeleton(latinOf(token));
    const unit = afterNumber ? UNITS[word] : undefined;
    if (unit !== undefined) tokens[tokens.length - 1] += unit;
    else if (word !== '') tokens.push(word.replace(/([a-z])\1+/gu, '$1'));
    afterNumber = false;
  }
  return tokens;
}

/** "1.0" and "1" are one size; leading zeros of codes stay. */
function foldNumber(token: string): string {
  return token.includes('.') ? token.replace(/\.?0+$/u, '') : token;
}

function latinOf(word: string): string {
  const mixed = /[a-z]/u.test(word) && Array.from(word).some((letter) => letter in CYRILLIC);
  const slip =
    mixed && Array.from(word).every((letter) => !(letter in CYRILLIC) || letter in LOOK_ALIKES);
  const letters = slip ? { ...CYRILLIC, ...LOOK_ALIKES } : CYRILLIC;
  return Array.from(word)
    .map((letter) => letters[letter] ?? MARKED_LATIN[letter] ?? bareLetter(letter))
    .join('');
}

function bareLetter(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}/gu, '');
}

function skeleton(latin: string): string {
  let word = latin;
  for (const [spelling, sound] of SOUNDS) word = word.replace(spelling, sound);
  return word.toLowerCase();
}
