import type { SampleCategory } from './sample-trade.ts';

/** Bakery, dairy, greens: what a corner shop sells most. A line: uz, ru, en, soʻm, unit if not a piece. */
export const grocery: readonly SampleCategory[] = [
  {
    names: { 'uz-Latn': 'Non va pishiriq', ru: 'Хлеб и выпечка', en: 'Bread and pastry' },
    hue: 72,
    goods: `
Non oq 500 g|Хлеб белый 500 г|White bread 500 g|4700
Obi non|Лепёшка оби-нон|Obi non flatbread|5000
Patir non|Патыр|Patir flatbread|9000
Bulochka mayizli|Булочка с изюмом|Raisin bun|4500`,
  },
  {
    names: { 'uz-Latn': 'Sut mahsulotlari', ru: 'Молочное', en: 'Dairy' },
    hue: 242,
    goods: `
Sut 3,2% 0,9 l|Молоко 3,2% 0,9 л|Milk 3.2% 0.9 l|12500
Qatiq 500 g|Катык 500 г|Qatiq yogurt 500 g|8500
Smetana 20% 400 g|Сметана 20% 400 г|Sour cream 20% 400 g|17000
Sariyogʻ 200 g|Масло сливочное 200 г|Butter 200 g|26000
Tuxum C1 10 dona|Яйцо C1 10 шт.|Eggs C1 10 pcs|15500
Tvorog 9% 300 g|Творог 9% 300 г|Cottage cheese 9% 300 g|18500`,
  },
  {
    names: { 'uz-Latn': 'Sabzavot', ru: 'Овощи', en: 'Vegetables' },
    hue: 148,
    goods: `
Kartoshka mahalliy|Картофель местный|Local potatoes|6000|kg
Piyoz|Лук репчатый|Onions|4500|kg
Sabzi sariq|Морковь жёлтая|Yellow carrots|5500|kg
Pomidor pushti|Помидоры розовые|Pink tomatoes|14000|kg
Bodring|Огурцы|Cucumbers|12000|kg`,
  },
  {
    names: { 'uz-Latn': 'Meva', ru: 'Фрукты', en: 'Fruit' },
    hue: 112,
    goods: `
Olma semerenko|Яблоки семеренко|Semerenko apples|14000|kg
Banan|Бананы|Bananas|21000|kg
Limon mahalliy|Лимон местный|Local lemons|18000|kg`,
  },
  {
    names: { 'uz-Latn': 'Bakaleya', ru: 'Бакалея', en: 'Groceries' },
    hue: 88,
    goods: `
Guruch lazer 1 kg|Рис лазер 1 кг|Lazer rice 1 kg|20000
Shakar 1 kg|Сахар 1 кг|Sugar 1 kg|14000
Bugʻdoy uni oliy nav 2 kg|Мука высший сорт 2 кг|Flour top grade 2 kg|16500
Paxta yogʻi 1 l|Масло хлопковое 1 л|Cottonseed oil 1 l|17000
Makaron 400 g|Макароны 400 г|Pasta 400 g|7500
Osh tuzi 1 kg|Соль 1 кг|Salt 1 kg|3500
Mosh 1 kg|Маш 1 кг|Mung beans 1 kg|19000`,
  },
  {
    names: { 'uz-Latn': 'Choy va shirinlik', ru: 'Чай и сладости', en: 'Tea and sweets' },
    hue: 52,
    goods: `
Koʻk choy 100 g|Чай зелёный 100 г|Green tea 100 g|17500
Qora choy 90 g|Чай чёрный 90 г|Black tea 90 g|14000
Novvot|Нават|Navvot sugar|32000|kg
Holva 250 g|Халва 250 г|Halva 250 g|13500
Pechenye 200 g|Печенье 200 г|Biscuits 200 g|9500`,
  },
  {
    names: { 'uz-Latn': 'Ichimliklar', ru: 'Напитки', en: 'Drinks' },
    hue: 205,
    goods: `
Ichimlik suvi 1 l|Вода питьевая 1 л|Drinking water 1 l|4900
Gazli ichimlik kola 0,5 l|Напиток кола 0,5 л|Cola 0.5 l|10500
Oʻrik sharbati 1 l|Сок абрикосовый 1 л|Apricot juice 1 l|16000
Ayron 0,5 l|Айран 0,5 л|Ayran 0.5 l|7000`,
  },
];
