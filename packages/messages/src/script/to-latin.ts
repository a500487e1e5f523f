import { LATIN_STEMS } from './exceptions.ts';

const LETTERS: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ё: 'yo',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'x',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ў: 'oʻ',
  қ: 'q',
  ғ: 'gʻ',
  ҳ: 'h',
};
const WORD = /[а-яёўқғҳ]+/gi;
const VOWEL = /[аеёиоуўэюяы]/;

/** Uzbek Cyrillic to Latin, by the official rules; what is not Cyrillic stays. */
export function toLatin(cyrillic: string): string {
  return cyrillic.replace(WORD, (word) => {
    const lower = word.toLowerCase();
    const stem = LATIN_STEMS.find(([from]) => lower.startsWith(from));
    const skip = stem ? stem[0].length : 0;
    const pieces = stem ? [likeFirst(word, stem[1])] : [];
    for (let at = skip; at < word.length; at++) pieces.push(casedLetter(word, lower, at));
    return pieces.join('');
  });
}

function casedLetter(word: string, lower: string, at: number): string {
  const latin = letterToLatin(lower, at);
  const isCapital = word[at] !== lower[at];
  if (!isCapital || latin === '') return latin;
  // ШАКАР -> SHAKAR, Шакар -> Shakar: a neighbour tells whether the whole word is capital.
  const neighbour = word[at + 1] ?? word[at - 1];
  const allCapitals = neighbour !== undefined && neighbour !== neighbour.toLowerCase();
  return allCapitals ? latin.toUpperCase() : likeFirst('X', latin);
}

function letterToLatin(lower: string, at: number): string {
  const letter = lower[at] ?? '';
  const before = lower[at - 1] ?? '';
  const after = lower[at + 1] ?? '';
  if (letter === 'е')
    return before === '' || VOWEL.test(before) || /[ъь]/.test(before) ? 'ye' : 'e';
  if (letter === 'ц') return VOWEL.test(before) ? 'ts' : 's';
  if (letter === 'ъ') return after === 'е' ? '' : '\u02bc';
  // The tutuq keeps s and h from being read as sh.
  if (letter === 'ҳ' && before === 'с') return '\u02bch';
  return LETTERS[letter] ?? letter;
}

function likeFirst(model: string, lower: string): string {
  if (model === model.toUpperCase() && model.length > 1) return lower.toUpperCase();
  const capital = model.slice(0, 1) !== model.slice(0, 1).toLowerCase();
  return capital ? lower.slice(0, 1).toUpperCase() + lower.slice(1) : lower;
}
