import type { SampleCategory } from './sample-trade.ts';

/** Clothes and shoes, with the size in the name. A line: uz, ru, en, soʻm, unit if not a piece. */
export const clothes: readonly SampleCategory[] = [
  {
    names: { 'uz-Latn': 'Erkaklar kiyimi', ru: 'Мужская одежда', en: 'Menswear' },
    hue: 262,
    goods: `
Erkaklar koʻylagi oq M|Рубашка мужская белая M|Men's shirt white M|145000
Erkaklar koʻylagi oq L|Рубашка мужская белая L|Men's shirt white L|145000
Erkaklar koʻylagi koʻk L|Рубашка мужская синяя L|Men's shirt blue L|149000
Futbolka qora M|Футболка чёрная M|T-shirt black M|65000
Futbolka qora XL|Футболка чёрная XL|T-shirt black XL|65000
Jinsi shim 32|Джинсы 32|Jeans 32|210000
Klassik shim 48|Брюки классические 48|Suit trousers 48|185000`,
  },
  {
    names: { 'uz-Latn': 'Ayollar kiyimi', ru: 'Женская одежда', en: 'Womenswear' },
    hue: 345,
    goods: `
Atlas koʻylak 46|Платье из атласа 46|Atlas silk dress 46|320000
Adras koʻylak 48|Платье из адраса 48|Adras dress 48|360000
Yubka qora 44|Юбка чёрная 44|Skirt black 44|120000
Bluzka oq 46|Блузка белая 46|Blouse white 46|115000
Roʻmol ipak|Платок шёлковый|Silk scarf|90000
Kardigan kulrang 48|Кардиган серый 48|Cardigan grey 48|230000`,
  },
  {
    names: { 'uz-Latn': 'Bolalar kiyimi', ru: 'Детская одежда', en: "Children's wear" },
    hue: 72,
    goods: `
Bolalar kombinezoni 80|Комбинезон детский 80|Baby overall 80|135000
Bolalar futbolkasi 110|Футболка детская 110|Children's T-shirt 110|45000
Maktab koʻylagi 128|Платье школьное 128|School dress 128|165000
Maktab shimi 134|Брюки школьные 134|School trousers 134|120000
Bolalar kurtkasi 122|Куртка детская 122|Children's jacket 122|280000`,
  },
  {
    names: { 'uz-Latn': 'Poyabzal', ru: 'Обувь', en: 'Shoes' },
    hue: 52,
    goods: `
Erkaklar tuflisi 42|Туфли мужские 42|Men's shoes 42|340000
Erkaklar krossovkasi 43|Кроссовки мужские 43|Men's trainers 43|390000
Ayollar tuflisi 37|Туфли женские 37|Women's shoes 37|310000
Ayollar bosonojkasi 38|Босоножки женские 38|Women's sandals 38|190000
Bolalar krossovkasi 30|Кроссовки детские 30|Children's trainers 30|175000
Uy shippagi 40|Тапочки домашние 40|Slippers 40|45000`,
  },
  {
    names: { 'uz-Latn': 'Ichki kiyim va paypoq', ru: 'Бельё и носки', en: 'Underwear and socks' },
    hue: 205,
    goods: `
Paypoq erkaklar 41-43|Носки мужские 41-43|Men's socks 41-43|12000
Paypoq ayollar 36-38|Носки женские 36-38|Women's socks 36-38|10000
Kolgotki 40 den 3|Колготки 40 ден 3|Tights 40 den 3|28000
Mayka oq L|Майка белая L|Vest white L|32000`,
  },
  {
    names: { 'uz-Latn': 'Aksessuarlar', ru: 'Аксессуары', en: 'Accessories' },
    hue: 148,
    goods: `
Doʻppi chust|Тюбетейка чустская|Chust skullcap|85000
Charm kamar 110 sm|Ремень кожаный 110 см|Leather belt 110 cm|95000
Galstuk koʻk|Галстук синий|Tie blue|70000
Sumka ayollar|Сумка женская|Women's bag|260000
Soyabon|Зонт|Umbrella|80000`,
  },
];
