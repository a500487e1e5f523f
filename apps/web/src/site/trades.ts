import {
  Coffee,
  Hammer,
  type LucideIcon,
  ShoppingBasket,
  Shirt,
  Smartphone,
  SprayCan,
} from 'lucide-react';

export type TradeId = 'grocery' | 'clothes' | 'household' | 'electronics' | 'hardware' | 'cafe';
type WordKey = `trade${Capitalize<TradeId>}`;

/** The six kinds of shop, in the order of the tiles. */
export const TRADE_TILES: readonly { id: TradeId; word: WordKey; Icon: LucideIcon }[] = [
  { id: 'grocery', word: 'tradeGrocery', Icon: ShoppingBasket },
  { id: 'clothes', word: 'tradeClothes', Icon: Shirt },
  { id: 'household', word: 'tradeHousehold', Icon: SprayCan },
  { id: 'electronics', word: 'tradeElectronics', Icon: Smartphone },
  { id: 'hardware', word: 'tradeHardware', Icon: Hammer },
  { id: 'cafe', word: 'tradeCafe', Icon: Coffee },
];

/** Towns by size, each with its name in the three languages that it is chosen in. */
export const CITIES = [
  { id: 'Toshkent', ru: 'Ташкент', en: 'Tashkent' },
  { id: 'Samarqand', ru: 'Самарканд', en: 'Samarkand' },
  { id: 'Namangan', ru: 'Наманган', en: 'Namangan' },
  { id: 'Andijon', ru: 'Андижан', en: 'Andijan' },
  { id: 'Nukus', ru: 'Нукус', en: 'Nukus' },
  { id: 'Fargʻona', ru: 'Фергана', en: 'Fergana' },
  { id: 'Buxoro', ru: 'Бухара', en: 'Bukhara' },
  { id: 'Qarshi', ru: 'Карши', en: 'Qarshi' },
  { id: 'Qoʻqon', ru: 'Коканд', en: 'Kokand' },
  { id: 'Margʻilon', ru: 'Маргилан', en: 'Margilan' },
  { id: 'Termiz', ru: 'Термез', en: 'Termez' },
  { id: 'Jizzax', ru: 'Джизак', en: 'Jizzakh' },
  { id: 'Navoiy', ru: 'Навои', en: 'Navoi' },
  { id: 'Urganch', ru: 'Ургенч', en: 'Urgench' },
  { id: 'Guliston', ru: 'Гулистан', en: 'Gulistan' },
  { id: 'Chirchiq', ru: 'Чирчик', en: 'Chirchiq' },
] as const;
