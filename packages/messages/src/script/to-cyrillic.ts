import { ALWAYS_LATIN, CYRILLIC_STEMS, CYRILLIC_WORDS } from './exceptions.ts';

/** Every way the mark of oʻ and gʻ is typed; U+02BB is the right one. */
const OKINA = "[\u02bb\u2018\u2019'`\u00b4]";
const APOSTROPHES = /[\u02bc\u02bb\u2018\u2019'`\u00b4]/;
/** A word: letters with the marks that stand inside them, never a mark at its start. */
const WORD = /[A-Za-z][A-Za-z\u02bc\u02bb\u2018\u2019'`\u00b4]*/g;
/** Letters that no Uzbek word has: the word is foreign and stays (Coca-Cola, Click, Windows). */
const FOREIGN = /w|c(?!h)/i;

const LETTERS: Record<string, string> = {
  a: 'а',
  b: 'б',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'ҳ',
  i: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'қ',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  x: 'х',
  y: 'й',
  z: 'з',
  oʻ: 'ў',
  gʻ: 'ғ',
  sh: 'ш',
  ch: 'ч',
  ya: 'я',
  yu: 'ю',
  yo: 'ё',
  ye: 'е',
};
const VOWEL_BEFORE = /[аеёиоуўэюяыъ]$/;
/** ц after a vowel is written ts; before -sa and -sin the same letters are t + s (ketsa, aytsin). */
const TSE = /^ts(?=iya|iy|ion|ent|ept|enz|er|ess)/;

/** Uzbek Latin to Cyrillic. Foreign and fixed words, digits and signs stay as they are. */
export function toCyrillic(latin: string): string {
  return latin.replace(WORD, (word) => {
    const bare = word.replace(/[\u02bb\u2018\u2019'`\u00b4]+$/, '');
    // A closing quotation mark is not part of the word, but oʻ and gʻ may end one.
    const body = /[og]$/i.test(bare) ? word : bare;
    return wordToCyrillic(body) + word.slice(body.length);
  });
}

function wordToCyrillic(word: string): string {
  if (ALWAYS_LATIN.has(word) || FOREIGN.test(word)) return word;
  const lower = normaliseMarks(word.toLowerCase());
  const whole = CYRILLIC_WORDS.get(lower);
  if (whole) return likeCase(word, whole);
  const stem = CYRILLIC_STEMS.find(([latin]) => lower.startsWith(latin));
  const done = stem ? stem[1] : '';
  return likeCase(word, done + lettersToCyrillic(lower.slice(stem ? stem[0].length : 0), done));
}

/** oʻ and gʻ get U+02BB, every other mark is the tutuq U+02BC. */
function normaliseMarks(lower: string): string {
  return lower
    .replace(new RegExp(`([og])${OKINA}`, 'g'), '$1\u02bb')
    .replace(/(?<![og])[\u02bb\u2018\u2019'`\u00b4]/g, '\u02bc');
}

function lettersToCyrillic(lower: string, before: string): string {
  let out = before;
  let rest = lower;
  while (rest) {
    const [taken, letter] = nextLetter(rest, out);
    out += letter;
    rest = rest.slice(taken);
  }
  return out.slice(before.length);
}

/** How many Latin signs are read and what they become, given what is already written. */
function nextLetter(rest: string, out: string): [taken: number, letter: string] {
  // The tutuq keeps s and h apart (Isʼhoq, Исҳоқ).
  if (rest.startsWith('s\u02bch')) return [3, 'сҳ'];
  if (rest.startsWith('yo\u02bb')) return [3, 'йў'];
  if (rest.startsWith('ye')) return [2, needsSign(out) ? 'ье' : 'е'];
  if (rest.startsWith('e')) return [1, out === '' || VOWEL_BEFORE.test(out) ? 'э' : 'е'];
  if (rest.startsWith('ts') && (out === '' || (VOWEL_BEFORE.test(out) && TSE.test(rest)))) {
    return [2, 'ц'];
  }
  const pair = LETTERS[rest.slice(0, 2)];
  if (pair) return [2, pair];
  const first = rest.slice(0, 1);
  return [1, APOSTROPHES.test(first) ? 'ъ' : (LETTERS[first] ?? first)];
}

/** After a consonant ye is written with a soft sign (pyesa, пьеса); ъ already parts them. */
function needsSign(out: string): boolean {
  return out !== '' && !VOWEL_BEFORE.test(out);
}

function likeCase(model: string, lower: string): string {
  const letters = model.replace(/[^A-Za-z]/g, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return lower.toUpperCase();
  if (!/^[A-Z]/.test(model)) return lower;
  return lower.slice(0, 1).toUpperCase() + lower.slice(1);
}
