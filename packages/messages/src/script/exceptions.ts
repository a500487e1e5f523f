/**
 * Loan words whose Cyrillic spelling the letters alone do not tell: Latin drops the soft sign, writes
 * ц as s or ts, and does not tell йо from ё. Stems match at the start of a word, whole words entirely.
 */
export const CYRILLIC_STEMS: ReadonlyArray<readonly [latin: string, cyrillic: string]> = [
  ['aksiya', 'акция'],
  ['alyuminiy', 'алюминий'],
  ['kanselyariya', 'канцелярия'],
  ['kompyuter', 'компьютер'],
  ['konsert', 'концерт'],
  ['mayonez', 'майонез'],
  ['obyekt', 'объект'],
  ['rayon', 'район'],
  ['sement', 'цемент'],
  ['sentner', 'центнер'],
  ['sirk', 'цирк'],
  ['subyekt', 'субъект'],
  ['syezd', 'съезд'],
  ['yogurt', 'йогурт'],
  ['yodli', 'йодли'],
  ['sentabr', 'сентябр'],
  ['oktabr', 'октябр'],
];

/** Whole words: the soft sign goes when a suffix follows (апрель, апрелда). */
export const CYRILLIC_WORDS: ReadonlyMap<string, string> = new Map([
  ['aprel', 'апрель'],
  ['fevral', 'февраль'],
  ['iyul', 'июль'],
  ['iyun', 'июнь'],
  ['yanvar', 'январь'],
  ['sentabr', 'сентябрь'],
  ['oktabr', 'октябрь'],
  ['noyabr', 'ноябрь'],
  ['dekabr', 'декабрь'],
  ['parol', 'пароль'],
  ['kabel', 'кабель'],
  ['model', 'модель'],
  ['nol', 'ноль'],
  ['rol', 'роль'],
  ['shampun', 'шампунь'],
  ['vanil', 'ваниль'],
  ['mebel', 'мебель'],
  ['sex', 'цех'],
  ['yod', 'йод'],
]);

/** Back to Latin, where the letters alone would give another spelling. */
export const LATIN_STEMS: ReadonlyArray<readonly [cyrillic: string, latin: string]> = [
  ['сентябр', 'sentabr'],
  ['октябр', 'oktabr'],
];

/** Written in Latin letters in every Uzbek text. Words with w, or c without h, stay by themselves. */
export const ALWAYS_LATIN: ReadonlySet<string> = new Set([
  'OsonSavdo',
  'F',
  'PIN',
  'QR',
  'PDF',
  'SKU',
  'SMS',
  'USB',
  'USD',
  'UZS',
  'ID',
  'IP',
  'API',
  'EAN',
  'xlsx',
  'XLSX',
  'Telegram',
  'Payme',
  'Uzum',
  'Humo',
  'Uzcard',
  'Enter',
  'Esc',
  'Ctrl',
  'Shift',
  'Tab',
  'Del',
  'Inngest',
  'Sentry',
  'Google',
  'iPhone',
  'Android',
]);
