import type { SampleCategory } from './sample-trade.ts';

/** Phones' accessories, small appliances, light. A line: uz, ru, en, soʻm, unit if not a piece. */
export const electronics: readonly SampleCategory[] = [
  {
    names: {
      'uz-Latn': 'Telefon aksessuarlari',
      ru: 'Аксессуары для телефона',
      en: 'Phone accessories',
    },
    hue: 262,
    goods: `
Quvvatlagich USB-C 20 W|Зарядка USB-C 20 Вт|Charger USB-C 20 W|95000
Kabel USB-C 1 m|Кабель USB-C 1 м|USB-C cable 1 m|35000
Kabel Lightning 1 m|Кабель Lightning 1 м|Lightning cable 1 m|45000
Himoya oynasi|Защитное стекло|Screen protector|25000
Telefon gʻilofi silikon|Чехол силиконовый|Silicone case|40000
Avtomobil ushlagichi|Держатель автомобильный|Car holder|65000
Powerbank 10000 mAh|Повербанк 10000 мА·ч|Power bank 10000 mAh|185000`,
  },
  {
    names: { 'uz-Latn': 'Ovoz', ru: 'Звук', en: 'Audio' },
    hue: 345,
    goods: `
Simsiz quloqchin|Наушники беспроводные|Wireless earphones|220000
Simli quloqchin|Наушники проводные|Wired earphones|45000
Bluetooth kolonka|Колонка Bluetooth|Bluetooth speaker|310000
Mikrofon|Микрофон|Microphone|180000`,
  },
  {
    names: { 'uz-Latn': 'Kompyuter', ru: 'Компьютер', en: 'Computer' },
    hue: 205,
    goods: `
Simsiz sichqoncha|Мышь беспроводная|Wireless mouse|95000
Klaviatura|Клавиатура|Keyboard|130000
Fleshka 64 GB|Флешка 64 ГБ|Flash drive 64 GB|75000
Xotira kartasi 128 GB|Карта памяти 128 ГБ|Memory card 128 GB|125000
HDMI kabel 2 m|Кабель HDMI 2 м|HDMI cable 2 m|55000
Wi-Fi router|Роутер Wi-Fi|Wi-Fi router|390000`,
  },
  {
    names: { 'uz-Latn': 'Maishiy texnika', ru: 'Бытовая техника', en: 'Appliances' },
    hue: 148,
    goods: `
Elektr choynak 1,7 l|Чайник электрический 1,7 л|Electric kettle 1.7 l|240000
Dazmol|Утюг|Iron|320000
Blender|Блендер|Blender|410000
Fen 1800 W|Фен 1800 Вт|Hair dryer 1800 W|260000
Goʻsht maydalagich|Мясорубка|Meat mincer|690000
Ventilyator|Вентилятор|Fan|350000`,
  },
  {
    names: { 'uz-Latn': 'Yorugʻlik', ru: 'Свет', en: 'Light' },
    hue: 72,
    goods: `
LED lampa 9 W E27|Лампа LED 9 Вт E27|LED bulb 9 W E27|18000
LED lampa 12 W E27|Лампа LED 12 Вт E27|LED bulb 12 W E27|22000
Stol chirogʻi|Лампа настольная|Desk lamp|165000
Qoʻl fonari|Фонарь ручной|Torch|60000
LED tasma 5 m|Лента LED 5 м|LED strip 5 m|85000`,
  },
  {
    names: { 'uz-Latn': 'Batareya va sim', ru: 'Батарейки и провода', en: 'Batteries and wires' },
    hue: 52,
    goods: `
Batareya AA 4 dona|Батарейки AA 4 шт.|Batteries AA 4 pcs|24000
Batareya AAA 4 dona|Батарейки AAA 4 шт.|Batteries AAA 4 pcs|24000
Uzaytirgich 3 m|Удлинитель 3 м|Extension lead 3 m|78000
Tarmoq filtri 5 m|Сетевой фильтр 5 м|Surge protector 5 m|120000
Elektr simi 2x1,5|Провод 2x1,5|Cable 2x1.5|6500|m`,
  },
];
