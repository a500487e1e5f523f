import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCyrillic } from './to-cyrillic.ts';
import { toLatin } from './to-latin.ts';

/** Pairs as Uzbek dictionaries spell them in both scripts. */
const PAIRS = `
aka ака|bola бола|choʻt чўт|dunyo дунё|eʼlon эълон|ertalab эрталаб|farzand фарзанд|goʻsht гўшт
gʻisht ғишт|hisob ҳисоб|ichimlik ичимлик|jami жами|kassa касса|lavlagi лавлаги|maʼlumot маълумот
mashq машқ|nasiya насия|narx нарх|oʻzbek ўзбек|ogʻir оғир|pul пул|qaytim қайтим|qoʻy қўй
rahmat раҳмат|sanʼat санъат|shakar шакар|tarozi тарози|tovuq товуқ|ustama устама|vazn вазн
xodim ходим|yogʻ ёғ|yoʻq йўқ|yoʻl йўл|yetti етти|yangi янги|yubormoq юбормоқ|yozuv ёзув
zaxira захира|tayyor тайёр|poyezd поезд|obyekt объект|subyekt субъект|syezd съезд|pyesa пьеса
premyera премьера|atelye ателье|konstitutsiya конституция|litsenziya лицензия|protsent процент
retsept рецепт|aksiya акция|sement цемент|konsert концерт|sirk цирк|sentner центнер|ofitser офицер
ketsa кетса|aytsin айтсин|sotsin сотсин|kutsak кутсак|kompyuter компьютер|rayon район
mayonez майонез|yogurt йогурт|yodgor ёдгор|aprel апрель|aprelda апрелда|sentabr сентябрь
sentabrda сентябрда|oktabr октябрь|noyabr ноябрь|parol пароль|parolni паролни|shampun шампунь
aeroport аэропорт|duet дуэт|poeziya поэзия|Isʼhoq Исҳоқ|asʼhob асҳоб|Fargʻona Фарғона
Samarqand Самарқанд|Chilonzor Чилонзор|Gʻijduvon Ғиждувон|Shahrixon Шаҳрихон|Oʻzbekiston Ўзбекистон
Qurʼon Қуръон|maʼno маъно|singil сингил|tong тонг|menga менга|oʻngga ўнгга|qogʻoz қоғоз
choyxona чойхона|xabarcha хабарча|smena смена|qurilma қурилма|internet интернет|terminal терминал
kartoshka картошка|pomidor помидор|bodring бодринг|olma олма|guruch гуруч|tuxum тухум|sut сут
`
  .trim()
  .split(/[|\n]/)
  .map((pair) => pair.split(' ') as [string, string]);

test.each(PAIRS)('%s is %s and back', (latin, cyrillic) => {
  expect(toCyrillic(latin)).toBe(cyrillic);
  expect(toLatin(cyrillic)).toBe(latin);
});

test('capital words stay capital, also where one letter becomes two', () => {
  for (const [latin, cyrillic] of PAIRS.filter(([word]) => word.length > 2)) {
    const title = latin.slice(0, 1).toUpperCase() + latin.slice(1);
    expect(toLatin(toCyrillic(title))).toBe(title);
    expect(toCyrillic(latin.toUpperCase())).toBe(cyrillic.toUpperCase());
    expect(toLatin(cyrillic.toUpperCase())).toBe(latin.toUpperCase());
  }
});

test('every mark that people type for oʻ, gʻ and the tutuq is read', () => {
  for (const mark of ['\u02bb', '\u2018', '\u2019', "'", '`', '\u00b4']) {
    expect(toCyrillic(`so${mark}m, tog${mark}, ma${mark}no`)).toBe('сўм, тоғ, маъно');
  }
});

test('foreign words, fixed words, numbers and signs stay', () => {
  expect(toCyrillic('Coca-Cola 0,5 l, Click, OsonSavdo, PIN-kod, F9, «Windows»')).toBe(
    'Coca-Cola 0,5 л, Click, OsonSavdo, PIN-код, F9, «Windows»',
  );
  expect(toLatin('Coca-Cola 0,5 л')).toBe('Coca-Cola 0,5 l');
});

test('Russian letters that Uzbek lacks are read as they are said', () => {
  expect(toLatin('Щётка, сыр, объём')).toBe('Shyotka, sir, obʼyom');
});

const VOWELS = ['a', 'i', 'o', 'u', 'oʻ'];
const CONSONANTS = 'b d f g h j k l m n p q r s t v x z gʻ sh ch ng'.split(' ');
/** Onset, vowel, coda: what Uzbek words are made of, y- sounds and e included. */
const syllable = fc
  .tuple(
    fc.constantFrom(...CONSONANTS, '', 'y'),
    fc.constantFrom(...VOWELS, 'e'),
    fc.constantFrom(...CONSONANTS, '', '', 'y'),
  )
  .map((parts) => parts.join(''));
const word = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

test('an Uzbek word survives the way to Cyrillic and back', () => {
  fc.assert(
    fc.property(word, (latin) => {
      expect(toLatin(toCyrillic(latin))).toBe(latin);
      const title = latin.slice(0, 1).toUpperCase() + latin.slice(1);
      expect(toLatin(toCyrillic(title))).toBe(title);
    }),
    { numRuns: 2000 },
  );
});

test('nothing of the alphabet is left in Latin', () => {
  fc.assert(
    fc.property(word, (latin) => {
      expect(toCyrillic(latin)).not.toMatch(/[a-z\u02bb\u02bc]/i);
    }),
  );
});
