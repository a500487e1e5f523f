import type { Names } from '@oson/contract';
import { eanCheckDigit } from '@oson/domain';
import { cafe } from './cafe.ts';
import { clothes } from './clothes.ts';
import { electronics } from './electronics.ts';
import { grocery } from './grocery.ts';
import { hardware } from './hardware.ts';
import { household } from './household.ts';

/** What a shop sells; decides the sample goods of its first day. */
export const TRADES = [
  'grocery',
  'clothes',
  'household',
  'electronics',
  'hardware',
  'cafe',
] as const;
export type Trade = (typeof TRADES)[number];

export type SampleCategory = { names: Names; hue: number; goods: string };
export type SampleGood = {
  names: Names & { 'uz-Latn': string };
  /** Tiyin for one unit. */
  price: number;
  unit: string;
  kind: 'piece' | 'weighed';
  /** A right EAN-13 of Uzbekistan's prefix; null for what is weighed or cut. */
  ean: string | null;
  /** Typed on the number pad: three digits. */
  code: string;
};
export type SampleSection = { names: Names; hue: number; goods: SampleGood[] };

const LISTS: Record<Trade, readonly SampleCategory[]> = {
  grocery,
  clothes,
  household,
  electronics,
  hardware,
  cafe,
};
const TIYIN = 100;
/** Prefix 478 is Uzbekistan's; the numbers after it stand for our six lists, no real maker. */
const PREFIX = '47890';

/** The sample goods of a trade, with codes that are the same each time. */
export function sampleOf(trade: Trade): SampleSection[] {
  const maker = `${PREFIX}00${TRADES.indexOf(trade) + 1}`;
  let number = 0;
  return LISTS[trade].map(({ names, hue, goods }) => ({
    names,
    hue,
    goods: goods
      .trim()
      .split('\n')
      .map((line) => readGood(line, maker, ++number)),
  }));
}

function readGood(line: string, maker: string, number: number): SampleGood {
  const [uz = '', ru = '', en = '', price = '', unit = 'dona'] = line.split('|');
  const isPiece = unit === 'dona';
  const body = `${maker}${String(number).padStart(4, '0')}`;
  return {
    names: { 'uz-Latn': joined(uz), ru: joined(ru), en: joined(en) },
    price: Number(price) * TIYIN,
    unit,
    kind: isPiece ? 'piece' : 'weighed',
    ean: isPiece ? `${body}${eanCheckDigit(body)}` : null,
    code: String(100 + number),
  };
}

/** A number and its unit stay on one line. */
const joined = (name: string) => name.replace(/(\d) (?=\p{L})/gu, '$1\u00a0');

/** The sample goods in one list, each with the hue of its section: for the page before the sign-up. */
export const listSampleGoods = (trade: Trade): (SampleGood & { hue: number })[] =>
  sampleOf(trade).flatMap(({ hue, goods }) => goods.map((good) => ({ ...good, hue })));

/** How many sample goods each trade starts with. */
export function sampleCounts(): Record<Trade, number> {
  const counted = TRADES.map((trade) => [trade, listSampleGoods(trade).length]);
  return Object.fromEntries(counted) as Record<Trade, number>;
}
