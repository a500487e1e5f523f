import { OsonError } from '@oson/contract';

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;
const ROOT_SHARE_MAX = 0.5;
const DISTINCT_MIN = 5;

export type PasswordProblem = 'short' | 'long' | 'common' | 'personal';

/**
 * Words that leaked passwords of this length are built from: the great lists' roots, the keyboard's
 * rows, and what people here choose. Kept local: no password or part of one leaves this machine.
 */
const ROOTS = (
  'password passwort parol kalit qwerty qwertyuiop asdfghjkl zxcvbnm letmein welcome iloveyou ' +
  'monkey dragon football baseball master superman batman sunshine princess admin administrator ' +
  'login user guest test testing secret changeme default computer internet samsung google ' +
  'mypassword trustno shadow michael charlie jordan starwars whatever freedom hello ' +
  'osonsavdo oson savdo dokon market magazin bozor kassa sotuvchi toshkent tashkent samarqand ' +
  'samarkand buxoro fargona andijon namangan xorazm qarshi navoiy uzbekistan ozbekiston uzbek ' +
  'baraka rahmat salom assalom assalomu alaykum allah bismillah muhammad inshaallah mashaallah ' +
  'sevgi sevaman jonim hayot onajon dadajon privet lyublyu russia moskva lubov solnce ' +
  'parol пароль йцукен йцукенгшщзхъ фывапролдж ячсмитьбю привет любовь солнышко ташкент'
).split(' ');
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** What is wrong with a password, or null. `personal` are words that a guesser would try first. */
export function passwordProblem(password: string, personal: string[] = []): PasswordProblem | null {
  if (Array.from(password).length < PASSWORD_LENGTH_MIN) return 'short';
  if (password.length > PASSWORD_LENGTH_MAX) return 'long';
  const plain = password.toLowerCase();
  const letters = Array.from(plain, (sign) => LEET[sign] ?? sign).join('');
  if (new Set(plain).size < DISTINCT_MIN || isRun(plain) || isRepeat(plain)) return 'common';
  if (isMostly(plain, ROOTS) || isMostly(letters, ROOTS)) return 'common';
  const own = personal.flatMap(partsOf);
  return isMostly(plain, own) ? 'personal' : null;
}

/** Refuses a weak password with WEAK_PASSWORD and the kind of its problem. */
export function assertStrongPassword(password: string, personal: string[] = []): void {
  const problem = passwordProblem(password, personal);
  if (problem) throw new OsonError('WEAK_PASSWORD', { problem, min: PASSWORD_LENGTH_MIN });
}

/** Little is left once digits, signs and well-known words are taken away. */
function isMostly(text: string, words: string[]): boolean {
  const longFirst = words.filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);
  const bare = longFirst.reduce((left, word) => left.replaceAll(word, ''), text);
  if (bare === text) return false;
  const rest = bare.replace(/[^\p{L}]/gu, '');
  return rest.length < PASSWORD_LENGTH_MIN * ROOT_SHARE_MAX && isRunOrShort(bare);
}

/** What stands beside the word is a year, a count or a few signs: nothing that must be guessed. */
const isRunOrShort = (rest: string) => rest.length <= 8 || isRun(rest);

const isRun = (text: string) =>
  RUNS.some((run) => run.includes(text) || text.includes(run.slice(0, 10)));

function isRepeat(text: string): boolean {
  return /^(.{1,6}?)\1+.{0,5}$/u.test(text);
}

function partsOf(text: string): string[] {
  const lower = text.toLowerCase();
  return [lower, ...lower.split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length >= 4);
}
