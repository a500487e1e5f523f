import type { SampleCategory } from './sample-trade.ts';

/** A café or a small kitchen: what is on the menu. A line: uz, ru, en, soʻm, unit if not a piece. */
export const cafe: readonly SampleCategory[] = [
  {
    names: { 'uz-Latn': 'Issiq taomlar', ru: 'Горячие блюда', en: 'Hot dishes' },
    hue: 20,
    goods: `
Osh|Плов|Plov|35000
Lagʻmon|Лагман|Lagman|32000
Manti 5 dona|Манты 5 шт.|Manti 5 pcs|30000
Shoʻrva|Шурпа|Shurpa soup|30000
Mastava|Мастава|Mastava soup|26000
Norin|Нарын|Norin|38000
Chuchvara|Чучвара|Chuchvara dumplings|28000
Dimlama|Дымляма|Dimlama stew|34000`,
  },
  {
    names: { 'uz-Latn': 'Kabob va somsa', ru: 'Шашлык и самса', en: 'Kebab and somsa' },
    hue: 52,
    goods: `
Mol goʻshtidan kabob|Шашлык из говядины|Beef kebab|20000
Qoʻy goʻshtidan kabob|Шашлык из баранины|Mutton kebab|22000
Qiyma kabob|Люля-кебаб|Minced kebab|18000
Tovuq kabob|Шашлык куриный|Chicken kebab|17000
Tandir somsa|Самса тандырная|Tandoor somsa|9000
Qovoqli somsa|Самса с тыквой|Pumpkin somsa|6000`,
  },
  {
    names: { 'uz-Latn': 'Salat va non', ru: 'Салаты и хлеб', en: 'Salads and bread' },
    hue: 148,
    goods: `
Achchiq-chuchuk|Салат ачик-чучук|Achichuk salad|15000
Suzma|Сузьма|Suzma|10000
Yangi sabzavot salati|Салат из свежих овощей|Fresh vegetable salad|18000
Tandir non|Лепёшка тандырная|Tandoor bread|5000
Patir|Патыр|Patir bread|9000`,
  },
  {
    names: { 'uz-Latn': 'Shirinlik', ru: 'Десерты', en: 'Desserts' },
    hue: 345,
    goods: `
Medovik|Медовик|Honey cake|22000
Napoleon|Наполеон|Napoleon cake|22000
Chak-chak|Чак-чак|Chak-chak|18000
Muzqaymoq|Мороженое|Ice cream|12000`,
  },
  {
    names: { 'uz-Latn': 'Choy va qahva', ru: 'Чай и кофе', en: 'Tea and coffee' },
    hue: 88,
    goods: `
Koʻk choy choynak|Чай зелёный чайник|Green tea pot|6000
Qora choy choynak|Чай чёрный чайник|Black tea pot|6000
Limonli choy|Чай с лимоном|Lemon tea|12000
Amerikano|Американо|Americano|18000
Kapuchino|Капучино|Cappuccino|24000
Latte|Латте|Latte|26000`,
  },
  {
    names: { 'uz-Latn': 'Sovuq ichimliklar', ru: 'Холодные напитки', en: 'Cold drinks' },
    hue: 205,
    goods: `
Kompot 1 l|Компот 1 л|Compote 1 l|15000
Ayron|Айран|Ayran|9000
Limonad 1 l|Лимонад 1 л|Lemonade 1 l|28000
Mineral suv 0,5 l|Вода минеральная 0,5 л|Mineral water 0.5 l|6000
Gazli ichimlik 0,5 l|Газированный напиток 0,5 л|Soft drink 0.5 l|10000`,
  },
];
