import type { SampleCategory } from './sample-trade.ts';

/** Building materials and tools. A line: uz, ru, en, soʻm, unit if not a piece. */
export const hardware: readonly SampleCategory[] = [
  {
    names: { 'uz-Latn': 'Qurilish aralashmalari', ru: 'Строительные смеси', en: 'Building mixes' },
    hue: 88,
    goods: `
Sement M400 50 kg|Цемент M400 50 кг|Cement M400 50 kg|58000
Gips 30 kg|Гипс 30 кг|Gypsum 30 kg|38000
Shpaklyovka 20 kg|Шпаклёвка 20 кг|Filler 20 kg|52000
Kafel yelimi 25 kg|Клей плиточный 25 кг|Tile adhesive 25 kg|46000
Zatirka oq 2 kg|Затирка белая 2 кг|Grout white 2 kg|24000`,
  },
  {
    names: { 'uz-Latn': 'Boʻyoq', ru: 'Краски', en: 'Paint' },
    hue: 345,
    goods: `
Emal boʻyoq oq 2,7 kg|Эмаль белая 2,7 кг|Enamel white 2.7 kg|98000
Suvli boʻyoq 14 kg|Краска водоэмульсионная 14 кг|Water paint 14 kg|165000
Gruntovka 5 l|Грунтовка 5 л|Primer 5 l|62000
Boʻyoq choʻtkasi 50 mm|Кисть малярная 50 мм|Paint brush 50 mm|14000
Valik 250 mm|Валик 250 мм|Paint roller 250 mm|32000
Malyar tasmasi 50 m|Лента малярная 50 м|Masking tape 50 m|18000`,
  },
  {
    names: { 'uz-Latn': 'Santexnika', ru: 'Сантехника', en: 'Plumbing' },
    hue: 205,
    goods: `
Oshxona aralashtirgichi|Смеситель кухонный|Kitchen tap|285000
PPR quvur 20 mm|Труба PPR 20 мм|PPR pipe 20 mm|7500|m
PPR burchak 20 mm|Угол PPR 20 мм|PPR elbow 20 mm|2500
Sharli kran 1/2|Кран шаровой 1/2|Ball valve 1/2|32000
Sifon|Сифон|Siphon trap|45000
FUM tasma|Лента ФУМ|PTFE tape|4000`,
  },
  {
    names: { 'uz-Latn': 'Elektr', ru: 'Электрика', en: 'Electrical' },
    hue: 52,
    goods: `
Rozetka|Розетка|Socket|22000
Viklyuchatel|Выключатель|Light switch|20000
Avtomat 16 A|Автомат 16 А|Breaker 16 A|34000
Kabel VVG 3x2,5|Кабель ВВГ 3x2,5|VVG cable 3x2.5|14500|m
Izolenta qora|Изолента чёрная|Insulating tape black|6000`,
  },
  {
    names: { 'uz-Latn': 'Asboblar', ru: 'Инструменты', en: 'Tools' },
    hue: 262,
    goods: `
Bolgʻa 500 g|Молоток 500 г|Hammer 500 g|55000
Otvyortka toʻplami 6 dona|Отвёртки набор 6 шт.|Screwdriver set 6 pcs|68000
Plaskoguptsi 180 mm|Плоскогубцы 180 мм|Pliers 180 mm|49000
Ruletka 5 m|Рулетка 5 м|Tape measure 5 m|28000
Drel 650 W|Дрель 650 Вт|Drill 650 W|490000
Bolgarka diski 125 mm|Диск для болгарки 125 мм|Grinder disc 125 mm|9000`,
  },
  {
    names: { 'uz-Latn': 'Mahkamlagichlar', ru: 'Крепёж', en: 'Fasteners' },
    hue: 148,
    goods: `
Mix 100 mm|Гвозди 100 мм|Nails 100 mm|18000|kg
Samorez 35 mm 100 dona|Саморезы 35 мм 100 шт.|Screws 35 mm 100 pcs|16000
Dyubel 6x40 50 dona|Дюбели 6x40 50 шт.|Wall plugs 6x40 50 pcs|12000
Anker 10x100|Анкер 10x100|Anchor bolt 10x100|3500
Mahkamlash simi|Проволока вязальная|Binding wire|17000|kg`,
  },
];
