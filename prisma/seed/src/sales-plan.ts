import {
  addDays,
  businessDate,
  businessDateStartMs,
  businessHour,
  completeSale,
  type Discount,
  type DraftLine,
  ONE,
  priceSale,
  receiptNumber,
  type SoldSale,
  suggestCash,
  type Tender,
  weekday,
} from '@oson/domain';
import {
  type DemoStore,
  type DemoTender,
  type DemoTerminal,
  HISTORY_DAYS,
  STAFF,
  TENDERS,
  TERMINALS,
  UTC_OFFSET_MIN,
  VAT_BP,
} from './demo-chain.ts';
import type { GoodsSku } from './demo-goods.ts';
import { drawByWeight, numbersOf, stableId } from './stable.ts';

/** A sale of the demo's past, as a terminal would have sealed it. */
export type PlannedSale = {
  id: string;
  opId: string;
  store: DemoStore;
  terminal: DemoTerminal;
  shiftId: string;
  staffId: string;
  /** Who owes it; absent for nearly all. */
  customerId?: string;
  receiptNumber: string;
  /** Days since the history's first; its week decides with which delivery its goods came. */
  day: number;
  businessDate: string;
  hour: number;
  soldAt: number;
  receivedAt: number;
  sale: SoldSale;
  skus: GoodsSku[];
  /** More than lay on the shelf: no delivery brought it. */
  oversold?: true;
};

const HOUR_MS = 3_600_000;
/** Buyers by hour of the day, against each other. */
const HOURS = [
  2, 1, 1, 1, 1, 2, 6, 14, 22, 24, 26, 28, 34, 32, 26, 26, 30, 40, 52, 58, 50, 36, 20, 8,
];
/** Monday to Sunday. */
const WEEKDAYS = [0.88, 0.9, 0.94, 0.98, 1.12, 1.28, 1.16];
const LINES = [24, 21, 16, 12, 9, 6, 4, 3, 2, 1, 1, 1];
const PIECES = [76, 16, 4, 2, 1, 1];
const DISCOUNT: Discount = { kind: 'percent', value: 500 };
const DISCOUNT_SHARE = 0.03;
/** A terminal without a network sends its sales hours later. */
const LATE_SHARE = 0.04;

type Draws = {
  random: () => number;
  hour: () => number;
  lines: () => number;
  pieces: () => number;
  sku: () => number;
  tender: () => number;
};

/** Every sale of one store from the first day of the history to `nowMs`, in the order of time. */
export function planSales(
  store: DemoStore,
  goods: readonly GoodsSku[],
  nowMs: number,
): PlannedSale[] {
  const carried = goods.filter((sku) => sku.stock.has(store.key));
  const draws = drawsOf(store, carried);
  const today = businessDate(nowMs, UTC_OFFSET_MIN, 0);
  const counters = new Map<string, number>();
  const planned: PlannedSale[] = [];
  for (let day = 0; day < HISTORY_DAYS; day++) {
    const date = addDays(today, day + 1 - HISTORY_DAYS);
    const moments = momentsOf(store, date, day, draws).filter((at) => at < nowMs);
    for (const soldAt of moments) {
      planned.push(saleAt({ store, carried, draws, counters, nowMs }, { day, date, soldAt }));
    }
  }
  return planned;
}

function drawsOf(store: DemoStore, carried: readonly GoodsSku[]): Draws {
  const random = numbersOf(`sales of ${store.key}`);
  const [from, to] = store.openHours;
  const open = HOURS.map((weight, hour) => (hour >= from && hour < to ? weight : 0));
  return {
    random,
    hour: drawByWeight(open, random),
    lines: drawByWeight(LINES, random),
    pieces: drawByWeight(PIECES, random),
    sku: drawByWeight(
      carried.map(({ popularity }) => popularity),
      random,
    ),
    tender: drawByWeight(
      TENDERS.map(({ share }) => share),
      random,
    ),
  };
}

function momentsOf(store: DemoStore, date: string, day: number, draws: Draws): number[] {
  const growth = 0.92 + (0.13 * day) / HISTORY_DAYS;
  const noise = 0.92 + 0.16 * draws.random();
  const ofWeekday = WEEKDAYS[weekday(date) - 1] ?? 1;
  const count = Math.round(store.salesADay * growth * noise * ofWeekday);
  const start = businessDateStartMs(date, UTC_OFFSET_MIN, 0);
  const moments = Array.from({ length: count }, () =>
    Math.floor(start + (draws.hour() + draws.random()) * HOUR_MS),
  );
  return moments.sort((a, b) => a - b);
}

type Shop = {
  store: DemoStore;
  carried: readonly GoodsSku[];
  draws: Draws;
  counters: Map<string, number>;
  nowMs: number;
};
type Moment = { day: number; date: string; soldAt: number };

function saleAt(shop: Shop, moment: Moment): PlannedSale {
  const { draws, store, counters } = shop;
  const here = TERMINALS.filter(({ storeKey }) => storeKey === store.key);
  const terminal = here[draws.random() < 0.62 ? 0 : here.length - 1] as DemoTerminal;
  const counter = (counters.get(terminal.id) ?? 0) + 1;
  counters.set(terminal.id, counter);
  const skus = basketOf(shop);
  const late = draws.random() < LATE_SHARE ? draws.random() * 4 * HOUR_MS : 2_000;
  const name = `${terminal.id} ${counter}`;
  return {
    id: stableId('sale', name, moment.soldAt),
    opId: stableId('operation', name, moment.soldAt),
    store,
    terminal,
    shiftId: shiftIdOf(terminal, moment.date),
    staffId: cashierOf(store, moment.day + here.indexOf(terminal)),
    receiptNumber: receiptNumber(store.code, terminal.code, counter),
    day: moment.day,
    businessDate: moment.date,
    hour: businessHour(moment.soldAt, UTC_OFFSET_MIN),
    soldAt: moment.soldAt,
    receivedAt: Math.min(shop.nowMs, Math.floor(moment.soldAt + late)),
    sale: sell(
      skus.map((sku) => lineOf(sku, quantityOf(sku, draws))),
      draws,
    ),
    skus,
  };
}

/** Each SKU once: two bottles are one line. */
function basketOf({ carried, draws }: Shop): GoodsSku[] {
  const wanted = draws.lines() + 1;
  const basket = new Set<GoodsSku>();
  for (let tries = 0; basket.size < wanted && tries < wanted * 3; tries++) {
    basket.add(carried[draws.sku()] as GoodsSku);
  }
  return [...basket];
}

function quantityOf(sku: GoodsSku, draws: Draws): number {
  if (!sku.weighed) return (draws.pieces() + 1) * ONE;
  const share = draws.random();
  return Math.round(180 + share * share * 2_300);
}

export function lineOf(sku: GoodsSku, quantity: number): DraftLine {
  return {
    lineId: sku.id,
    skuId: sku.id,
    name: sku.name,
    code: sku.barcodes[0]?.code ?? sku.code,
    unit: sku.unit,
    quantity,
    listPrice: sku.price,
    price: sku.price,
    priceSource: 'list',
    taxRateBp: VAT_BP,
    discounts: [],
  };
}

function sell(lines: DraftLine[], draws: Draws): SoldSale {
  const discount = draws.random() < DISCOUNT_SHARE ? DISCOUNT : null;
  const tender = TENDERS[draws.tender()] as DemoTender;
  const pick = draws.random();
  return soldWith(lines, discount, tender, (due) => {
    if (tender.kind !== 'cash' || pick < 0.3) return due;
    const offers = suggestCash(due);
    return offers[Math.floor(pick * offers.length)] ?? due;
  });
}

/** A finished sale that is paid with one tender; `given` says how much is handed over. */
export function soldWith(
  lines: DraftLine[],
  discount: Discount | null,
  tender: DemoTender,
  given: (due: number) => number,
): SoldSale {
  const draft = { lines, discount, taxIncluded: true };
  const paid = (amount: number): Tender[] => [
    { tenderTypeId: tender.id, kind: tender.kind, amount, currency: 'UZS' },
  ];
  const due = priceSale(draft).totals.gross;
  const done = completeSale(draft, paid(given(due)), 0);
  if (!done.ok) throw new Error(`the demo cannot be paid for this: ${done.problem}`);
  return done.sale;
}

export const shiftIdOf = (terminal: DemoTerminal, date: string) =>
  stableId('shift', `${terminal.id} ${date}`);

/** The cashiers of a store take turns. */
export function cashierOf(store: DemoStore, turn: number): string {
  const cashiers = STAFF.filter(
    ({ role, storeKeys }) => role === 'cashier' && storeKeys.includes(store.key),
  );
  return (cashiers[turn % cashiers.length] as (typeof cashiers)[number]).id;
}
