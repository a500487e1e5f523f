import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, foldTokens, SEARCH_FOLD_VERSION } from './search-fold.ts';

test('the version of the fold is stored beside folded keys, so it is raised with each change', () => {
  expect(SEARCH_FOLD_VERSION).toBe(1);
  // What version 1 makes of a line with everything in it: a change here is a new version.
  expect(foldText('Шампунь «Чистая Линия» oʻt, 0,4 л, 2 шт. Coca-Cola Rexona qand щётка')).toBe(
    'wampun cista linia ot 0.4l 2dona koka kola rehona kant wotka',
  );
});

/** Spellings of the same goods, in each row: all must meet. */
test.each([
  // The apostrophe and what stands for it.
  ['shampun', 'shampunʼ', "shampun'", 'shampun’', 'шампунь', 'ШАМПУНЬ', 'Шампун'],
  ['oʻrik', "o'rik", 'o‘rik', 'o’rik', 'o`rik', 'o´rik', 'oʼrik', 'orik', 'ўрик', 'ÕRIK'],
  ['gʻoʻza', "g'o'za", 'goza', 'ғўза', 'ghoza'],
  ['sunʼiy', 'suniy', 'сунъий', "sun'iy"],
  ['Isʼhoq', 'Ishoq', 'Исҳоқ'],
  // One sound, several letters.
  ['qand', 'қанд', 'кант', 'kant', 'qant', 'канд', 'QAND'],
  ['xolva', 'holva', 'холва', 'ҳолва', 'kholva'],
  ['sxema', 'схема'],
  ['qahva', 'qaxva', 'қаҳва', 'кахва'],
  ['choy', 'чой', 'çoy', 'choi'],
  ['shokolad', 'шоколад', 'şokolad', 'schokolad', 'SHOKOLAD'],
  ['tvorog', 'творог', 'tvorogʻ'],
  ['yogʻ', "yog'", 'ёғ', 'yog'],
  ['yogurt', 'йогурт', 'yoğurt', 'ёгурт'],
  ['mayonez', 'майонез', 'маёнез'],
  ['yumshoq', 'юмшоқ', 'yumshok'],
  ['yashil', 'яшил'],
  ['yelim', 'елим', 'elim', 'елимь'],
  ['ekran', 'экран', 'екран'],
  ['obyekt', 'объект', 'obekt'],
  ['pyure', 'пюре'],
  ['pechenye', 'печенье', 'pechene', 'печене'],
  ['molochniy', 'молочный', 'molochnyi', 'молочний'],
  ['sariq', 'сариқ', 'sarik', 'сарик'],
  ['sigareta', 'сигарета'],
  ['sement', 'tsement', 'цемент', 'cement'],
  ['aksiya', 'aktsiya', 'акция', 'axiya'],
  ['borsh', 'borshch', 'борщ', 'борш'],
  ['ishchi', 'ишчи', 'ищи'],
  ['jele', 'желе', 'zhele'],
  ['jinsi', 'джинсы', 'djinsi', 'dzhinsi', 'жинси'],
  ['sutli', 'сутли', 'suttli'],
  ['issiqxona', 'иссиқхона', 'isiqxona', 'issikxona'],
  ['hojatxona', 'ҳожатхона', 'xojatxona'],
  ['vafli', 'вафли', 'wafli', 'waffli'],
  ['gazeta', 'газета', 'gazetta'],
  // Brands as people hear them.
  ['Coca-Cola', 'кока кола', 'koka-kola', 'COCA COLA', 'Кока-Кола', 'coca — cola'],
  ['Nescafe', 'Nescafé', 'нескафе', 'Neskafe'],
  ['Nestlé', 'нестле', 'nestle'],
  ['Rexona', 'рексона', 'reksona'],
  ['Lux', 'люкс', 'luks'],
  ['Philips', 'филипс', 'filips'],
  ['Thermos', 'термос', 'termos'],
  ['Cif', 'сиф', 'sif'],
  ['Snickers', 'сникерс', 'snikers'],
  ['Twix', 'твикс', 'tviks'],
  ['Schauma', 'шаума', 'shauma'],
  ['xylitol', 'ксилитол', 'ksilitol'],
  ['Ülker', 'улкер', 'ulker'],
  // The keyboard was in the wrong script for look-alikes.
  ['Coca', 'Сoca', 'Cocа'],
  ['Pepsi', 'Рepsi', 'Рерsi'],
  // Letters of neighbours.
  ['қазы', 'qazi', 'qazy'],
  ['сүт', 'sut', 'сут'],
])('%s and its other spellings meet', (first, ...others) => {
  for (const other of others) expect(foldText(other)).toBe(foldText(first));
});

/** Different goods that must not be thrown together. */
test.each([
  ['sut', 'suv'],
  ['non', 'nok'],
  ['tuz', 'tus'],
  ['olma', 'olcha'],
  ['choy', 'shoy'],
  ['guruch', 'gugurt'],
  ['un', 'in'],
  ['yogʻ', 'yigʻ'],
  ['0,5 l', '5 l'],
  ['500 g', '500 ml'],
  ['1 kg', '1 g'],
  ['10', '100'],
  ['1.5', '15'],
])('%s and %s stay apart', (one, other) => {
  expect(foldText(one)).not.toBe(foldText(other));
});

test.each([
  ['Coca-Cola 0,5 л', ['koka', 'kola', '0.5l']],
  ['Coca-Cola 0.5', ['koka', 'kola', '0.5']],
  ['кока кола 0,5', ['koka', 'kola', '0.5']],
  ['Сут 3,2% 0,9 л', ['sut', '3.2', '0.9l']],
  ['Sut 3.20 % 0.90l', ['sut', '3.2', '0.9l']],
  ['Guruch 1kg', ['guruc', '1kg']],
  ['Рис 1 КГ', ['ris', '1kg']],
  ['Un 1.0 kg', ['un', '1kg']],
  ['Shakar 10 kg.', ['wakar', '10kg']],
  ['Suv 5 litr', ['suv', '5l']],
  ['Вода 5 литров', ['voda', '5l']],
  ['Choy 100 гр', ['coi', '100g']],
  ['Choy 100 грамм', ['coi', '100g']],
  ['Tuxum 10 dona', ['tuhum', '10dona']],
  ['Яйцо 10 шт', ['aiso', '10dona']],
  ['Яйцо 10шт.', ['aiso', '10dona']],
  ['Tuxum C1', ['tuhum', 's', '1']],
  ['Тухум С1', ['tuhum', 's', '1']],
  ['Lampa 60 W', ['lampa', '60vt']],
  ['Лампа 60 Вт', ['lampa', '60vt']],
  ['Lenta 5 cm', ['lenta', '5sm']],
  ['Лента 5 см', ['lenta', '5sm']],
  ['6x0,5 л', ['6', 'h', '0.5l']],
  ['6х0,5л', ['6', 'h', '0.5l']],
  ['7UP', ['7', 'up']],
  ['7 up', ['7', 'up']],
  ['.5 l', ['0.5l']],
  ['№5', ['no', '5']],
  ['007', ['007']],
  ['4780001000019', ['4780001000019']],
  ['BM-0001', ['bm', '0001']],
  ['', []],
  ['   ', []],
  ['— « » !', []],
  ["'", []],
  ['ь', []],
  ['ъ 5 ь', ['5']],
  ['1,5,2', ['1.5', '2']],
])('%j is the words %j', (text, words) => {
  expect(foldTokens(text)).toEqual(words);
});

test('a unit joins only the number right before it', () => {
  expect(foldTokens('l 5 l l')).toEqual(['l', '5l', 'l']);
  expect(foldTokens('kg choy')).toEqual(['kg', 'coi']);
  expect(foldTokens('5 limon')).toEqual(['5', 'limon']);
});

test('a size typed without its unit begins the size with it', () => {
  const [, , full] = foldTokens('Coca-Cola 0,5 l');
  const [, , typed] = foldTokens('кока кола 0,5');
  expect(full?.startsWith(typed as string)).toBe(true);
});

test('what is typed letter by letter mostly begins what it will become', () => {
  const word = 'шампунь';
  const whole = foldText(word);
  for (let length = 1; length <= word.length; length++) {
    expect(whole.startsWith(foldText(word.slice(0, length)))).toBe(true);
  }
});

test('decomposed letters are the same letters', () => {
  for (const text of ['йогурт', 'ёлка', 'Nestlé', 'Ülker', 'şokolad', 'ўрик']) {
    expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
  }
});

/** One syllable in both Uzbek scripts; words made of them must meet in the fold. */
const SYLLABLES = [
  ['sha', 'ша'],
  ['cho', 'чо'],
  ['oʻr', 'ўр'],
  ['gʻi', 'ғи'],
  ['qo', 'қо'],
  ['xa', 'ха'],
  ['hi', 'ҳи'],
  ['ya', 'я'],
  ['yu', 'ю'],
  ['yo', 'ё'],
  ['ye', 'е'],
  ['ti', 'ти'],
  ['lan', 'лан'],
  ['mus', 'мус'],
  ['kar', 'кар'],
  ['ndi', 'нди'],
  ['jum', 'жум'],
  ['van', 'ван'],
  ['bek', 'бек'],
  ['zor', 'зор'],
  ['ng', 'нг'],
  ['ʼ', 'ъ'],
  ['ey', 'эй'],
  ['tsa', 'ца'],
] as const;
const word = fc.array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 7 });

test('a word means the same in both scripts, whatever its syllables', () => {
  fc.assert(
    fc.property(word, (syllables) => {
      const latin = syllables.map(([text]) => text).join('');
      const cyrillic = syllables.map(([, text]) => text).join('');
      expect(foldText(cyrillic)).toBe(foldText(latin));
    }),
    { numRuns: 500 },
  );
});

test('capitals change nothing', () => {
  fc.assert(
    fc.property(word, (syllables) => {
      for (const script of [0, 1] as const) {
        const text = syllables.map((pair) => pair[script]).join('');
        expect(foldText(text.toUpperCase())).toBe(foldText(text));
      }
    }),
  );
});

const wild = fc.string({
  unit: fc.constantFrom(
    ...Array.from("abcshxqyz \u00a0\t-,.'ʻʼ’шщчцёюяйьъқғҳў0123456789%№«»ÉŞıİß漢字عر😀\u0301\ud800"),
  ),
  maxLength: 60,
});

test('whatever is typed, the words are clean: no space, capital, apostrophe or double letter', () => {
  fc.assert(
    fc.property(wild, (text) => {
      for (const token of foldTokens(text)) {
        expect(token).not.toBe('');
        expect(token).not.toMatch(/[\s'ʻʼ’A-ZА-Я]/u);
        expect(token.replace(/^[\d.]+/u, '')).not.toMatch(/([a-z])\1/u);
      }
    }),
    { numRuns: 500 },
  );
});

test('words folded apart are the words folded together', () => {
  const one = fc.constantFrom('шампунь', 'Coca-Cola', 'qand', 'oʻrik', '«Lux»', 'йогурт');
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), (words) => {
      expect(foldTokens(words.join(' '))).toEqual(words.flatMap((text) => foldTokens(text)));
    }),
  );
});

test('the same word is folded the same, however many came between', () => {
  const before = foldText('шампунь');
  for (let count = 0; count < 21_000; count++)
    foldText(`soʻz${String.fromCharCode(97 + (count % 26))}`);
  for (let count = 0; count < 21_000; count++)
    foldText(`a${count.toString(26).replace(/\d/g, 'z')}b`);
  expect(foldText('шампунь')).toBe(before);
});
