import type { SampleCategory } from './sample-trade.ts';

/** Household chemistry and cosmetics. A line: uz, ru, en, soʻm, unit if not a piece. */
export const household: readonly SampleCategory[] = [
  {
    names: { 'uz-Latn': 'Kir yuvish', ru: 'Стирка', en: 'Laundry' },
    hue: 242,
    goods: `
Kir kukuni avtomat 3 kg|Порошок автомат 3 кг|Washing powder 3 kg|62000
Kir kukuni 400 g|Порошок стиральный 400 г|Washing powder 400 g|11500
Kir sovuni 200 g|Мыло хозяйственное 200 г|Laundry soap 200 g|6500
Konditsioner 1 l|Кондиционер для белья 1 л|Fabric softener 1 l|28000
Oqartiruvchi 1 l|Отбеливатель 1 л|Bleach 1 l|14000`,
  },
  {
    names: { 'uz-Latn': 'Uy tozalash', ru: 'Уборка', en: 'Cleaning' },
    hue: 205,
    goods: `
Idish yuvish vositasi 500 ml|Средство для посуды 500 мл|Dish liquid 500 ml|16000
Oyna tozalagich 500 ml|Средство для стёкол 500 мл|Glass cleaner 500 ml|18500
Pol yuvish vositasi 1 l|Средство для пола 1 л|Floor cleaner 1 l|24000
Axlat xaltasi 60 l 20 dona|Мешки для мусора 60 л 20 шт.|Bin bags 60 l 20 pcs|13000
Idish shimgichi 5 dona|Губки для посуды 5 шт.|Dish sponges 5 pcs|8000
Rezina qoʻlqop M|Перчатки резиновые M|Rubber gloves M|12000`,
  },
  {
    names: { 'uz-Latn': 'Soch va tana', ru: 'Волосы и тело', en: 'Hair and body' },
    hue: 345,
    goods: `
Shampun 400 ml|Шампунь 400 мл|Shampoo 400 ml|34000
Soch balzami 300 ml|Бальзам для волос 300 мл|Hair balm 300 ml|32000
Dush geli 250 ml|Гель для душа 250 мл|Shower gel 250 ml|26000
Tualet sovuni 90 g|Мыло туалетное 90 г|Toilet soap 90 g|7500
Suyuq sovun 500 ml|Мыло жидкое 500 мл|Liquid soap 500 ml|19000
Dezodorant 150 ml|Дезодорант 150 мл|Deodorant 150 ml|36000`,
  },
  {
    names: { 'uz-Latn': 'Yuz parvarishi', ru: 'Уход за лицом', en: 'Face care' },
    hue: 20,
    goods: `
Yuz kremi 50 ml|Крем для лица 50 мл|Face cream 50 ml|45000
Qoʻl kremi 75 ml|Крем для рук 75 мл|Hand cream 75 ml|15000
Mitsellyar suv 250 ml|Мицеллярная вода 250 мл|Micellar water 250 ml|42000
Lab pomadasi|Помада губная|Lipstick|55000
Kiprik tushi|Тушь для ресниц|Mascara|68000
Usma boʻyogʻi|Усьма|Usma brow dye|12000`,
  },
  {
    names: { 'uz-Latn': 'Gigiyena', ru: 'Гигиена', en: 'Hygiene' },
    hue: 148,
    goods: `
Tish pastasi 100 ml|Зубная паста 100 мл|Toothpaste 100 ml|17000
Tish choʻtkasi|Зубная щётка|Toothbrush|12000
Hojatxona qogʻozi 4 dona|Туалетная бумага 4 шт.|Toilet paper 4 pcs|14500
Nam salfetka 72 dona|Салфетки влажные 72 шт.|Wet wipes 72 pcs|16500
Bolalar tagligi 4 46 dona|Подгузники 4 46 шт.|Nappies 4 46 pcs|118000
Paxta disk 120 dona|Ватные диски 120 шт.|Cotton pads 120 pcs|13500`,
  },
  {
    names: { 'uz-Latn': 'Idish va roʻzgʻor', ru: 'Посуда', en: 'Kitchenware' },
    hue: 52,
    goods: `
Piyola 6 dona|Пиалы 6 шт.|Piyola bowls 6 pcs|72000
Choynak 1 l|Чайник заварочный 1 л|Teapot 1 l|65000
Lagan 32 sm|Ляган 32 см|Lagan dish 32 cm|88000
Qozon choʻyan 5 l|Казан чугунный 5 л|Cast-iron kazan 5 l|245000`,
  },
];
