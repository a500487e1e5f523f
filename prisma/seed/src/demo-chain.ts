import type { Role, TenderKind } from '@oson/domain';
import { stableId } from './stable.ts';

/** The demo chain's tenant, the same in every installation. */
export const DEMO_TENANT_ID = stableId('tenant', 'Baraka Market');
export const CHAIN_NAME = 'Baraka Market';
/** Five hours east of UTC, the whole year. */
export const UTC_OFFSET_MIN = 300;
export const HISTORY_DAYS = 90;
export const VAT_BP = 1200;

export type DemoLogin = { role: string; name: string; secret: string };

const OWNER = { email: 'owner@baraka.test', password: 'issiq-non-va-choy', name: 'Botir Yusupov' };
const MANAGER = {
  email: 'manager@baraka.test',
  password: 'qovun-tarvuz-anor',
  name: 'Nargiza Rahimova',
};
const SUPPORT = {
  email: 'support@osonsavdo.test',
  password: 'yordam-kerakmi-ayting',
  name: 'Sardor Aliyev',
};
export const ACCOUNTS = { owner: OWNER, manager: MANAGER, support: SUPPORT };

export type DemoStore = {
  id: string;
  /** Its key in the catalogue's stock figures. */
  key: string;
  code: string;
  name: string;
  address: string;
  phone: string;
  /** Buyers on an ordinary day. */
  salesADay: number;
  openHours: readonly [from: number, to: number];
};

const store = (key: string, rest: Omit<DemoStore, 'id' | 'key'>): DemoStore => ({
  id: stableId('store', key),
  key,
  ...rest,
});

export const STORES: readonly DemoStore[] = [
  store('chilonzor', {
    code: 'CH',
    name: 'Baraka Market Chilonzor',
    address: 'Toshkent, Chilonzor 9-kvartal, 14-uy',
    phone: '+998712000101',
    salesADay: 118,
    openHours: [0, 24],
  }),
  store('samarqand', {
    code: 'SM',
    name: 'Baraka Market Samarqand',
    address: 'Samarqand, Registon koʻchasi, 31-uy',
    phone: '+998662000102',
    salesADay: 86,
    openHours: [7, 24],
  }),
  store('fargona', {
    code: 'FR',
    name: 'Baraka Market Fargʻona',
    address: 'Fargʻona, Mustaqillik koʻchasi, 5-uy',
    phone: '+998732000103',
    salesADay: 63,
    openHours: [8, 23],
  }),
];

export type DemoTerminal = {
  id: string;
  incarnationId: string;
  storeKey: string;
  name: string;
  code: string;
};

const terminal = (storeKey: string, name: string, code: string): DemoTerminal => ({
  id: stableId('terminal', `${storeKey} ${name}`),
  incarnationId: stableId('incarnation', `${storeKey} ${name}`),
  storeKey,
  name,
  code,
});

export const TERMINALS: readonly DemoTerminal[] = [
  terminal('chilonzor', 'Kassa 1', '4K'),
  terminal('chilonzor', 'Kassa 2', '7M'),
  terminal('samarqand', 'Kassa 1', '3R'),
  terminal('samarqand', 'Kassa 2', '9T'),
  terminal('fargona', 'Kassa 1', '6X'),
];

export type DemoStaff = {
  id: string;
  name: string;
  role: Role;
  pin: string;
  storeKeys: readonly string[];
};

const person = (name: string, role: Role, pin: string, ...storeKeys: string[]): DemoStaff => ({
  id: stableId('staff', name),
  name,
  role,
  pin,
  storeKeys,
});
const EVERYWHERE = STORES.map(({ key }) => key);

export const STAFF: readonly DemoStaff[] = [
  person(OWNER.name, 'owner', '735190', ...EVERYWHERE),
  person(MANAGER.name, 'manager', '284617', ...EVERYWHERE),
  person('Jasur Toʻrayev', 'manager', '951364', 'samarqand', 'fargona'),
  person('Dilnoza Ergasheva', 'cashier', '4826', 'chilonzor'),
  person('Malika Saidova', 'cashier', '3917', 'chilonzor'),
  person('Shahnoza Qodirova', 'cashier', '6258', 'samarqand'),
  person('Otabek Nazarov', 'cashier', '7403', 'samarqand'),
  person('Umida Joʻrayeva', 'cashier', '5192', 'fargona'),
];

/** How the demo start logs in, for people to read. */
export const demoLogins: readonly DemoLogin[] = [
  { role: 'owner', name: OWNER.email, secret: OWNER.password },
  { role: 'manager', name: MANAGER.email, secret: MANAGER.password },
  { role: 'support', name: SUPPORT.email, secret: SUPPORT.password },
  ...STAFF.filter(({ name }) => /Nargiza|Dilnoza|Shahnoza|Umida/.test(name)).map((staff) => ({
    role: `${staff.role} PIN`,
    name: staff.name,
    secret: staff.pin,
  })),
];

export type DemoTender = {
  id: string;
  kind: TenderKind;
  names: Record<string, string>;
  share: number;
};

const tender = (
  kind: TenderKind,
  uz: string,
  ru: string,
  en: string,
  share: number,
): DemoTender => ({
  id: stableId('tender-type', kind),
  kind,
  names: { 'uz-Latn': uz, ru, en },
  share,
});

/** How people pay, and how often; a debt is made by hand. */
export const TENDERS: readonly DemoTender[] = [
  tender('cash', 'Naqd', 'Наличные', 'Cash', 57),
  tender('card', 'Karta (terminal)', 'Карта (терминал)', 'Card (terminal)', 28),
  tender('transfer', 'Oʻtkazma', 'Перевод', 'Transfer', 1),
  tender('payme', 'Payme', 'Payme', 'Payme', 5),
  tender('click', 'Click', 'Click', 'Click', 6),
  tender('uzum', 'Uzum', 'Uzum', 'Uzum', 3),
  tender('debt', 'Nasiya', 'В долг', 'On credit', 0),
];

export const PRICE_LIST_ID = stableId('price-list', 'main');
export const TAX_RATE_ID = stableId('tax-rate', 'QQS');
export const DEBTOR = {
  id: stableId('customer', 'Gulnora'),
  name: 'Gulnora Karimova',
  phone: '+998901112233',
};
