/** A journal of thirty days without a network, that three builds of the till have written. */
import {
  type BodyOf,
  canonicalJson,
  hashOperation,
  type Operation,
  type SaleBody,
} from '@oson/contract';
import { JOURNAL_OF_FIRST_BUILD, JOURNAL_OF_SECOND_BUILD } from '@oson/contract/fixtures';
import { type DrawerEvent, ONE, zFigures } from '@oson/domain';
import { newId, saleBodyOf, SimTerminal } from '@oson/simulator';
import type { DeviceKey } from '@oson/simulator';
import { FROZEN_CERTIFICATE } from './frozen-chain.ts';
import type { Printed } from './printed-log.ts';

export const DAYS = 30;
const DAY_MS = 86_400_000;
const OPEN_MS = 10 * 3_600_000;
const FLOAT = 20_000_000;

const FROZEN = [JOURNAL_OF_FIRST_BUILD, JOURNAL_OF_SECOND_BUILD];
/** The newest version that the second build sealed. */
export const SALE_OF_SECOND_BUILD = 2;

export type LongJournal = { terminal: SimTerminal; printed: Printed[] };

/**
 * A terminal whose journal begins with the frozen ones, byte for byte, and goes on for thirty days: half
 * of its sales still sealed by the second build, then those of this one. `sales` counts live ones.
 */
export function writeLongJournal(key: DeviceKey, workerUrl: string, sales: number): LongJournal {
  const { signature } = JOURNAL_OF_FIRST_BUILD.meta.identity;
  const enrolled = { certificate: FROZEN_CERTIFICATE, signature, nonce: '', practice: false };
  const terminal = new SimTerminal({ workerUrl }, key, enrolled);
  terminal.catalogue.apply(JOURNAL_OF_FIRST_BUILD.catalogue, { epoch: 1, n: 0, check: '' }, true);
  // It has sold from these goods, and has no proof of a place in the feed any more.
  terminal.catalogue.cursor = null;
  terminal.journal.lastServer =
    JOURNAL_OF_SECOND_BUILD.records.at(-1)?.operation.lastServer ?? null;
  for (const { operation } of FROZEN.flatMap(({ records }) => records)) {
    terminal.journal.adopt(operation);
  }
  const first = terminal.journal.records.filter(({ operation }) => isLiveSale(operation)).length;
  for (let day = 0; day < DAYS; day++) {
    const [from, to] = [share(first, sales, day), share(first, sales, day + 1)];
    workOneDay(terminal, day, to - from, day < DAYS / 2);
  }
  return { terminal, printed: terminal.journal.records.flatMap(printedOf) };
}

const share = (first: number, sales: number, day: number) =>
  first + Math.floor(((sales - first) * day) / DAYS);

function workOneDay(terminal: SimTerminal, day: number, sales: number, byOldBuild: boolean): void {
  const { journal } = terminal;
  const lastFrozen = JOURNAL_OF_SECOND_BUILD.records.at(-1)?.operation.wallMs ?? 0;
  const opening = lastFrozen + (day + 1) * DAY_MS;
  let acts = 0;
  journal.now = () => opening + Math.floor((acts * OPEN_MS) / (sales + 1));
  const staffId = terminal.staffId();
  const shiftId = newId();
  const events: DrawerEvent[] = [];
  terminal.seal('shift.open', { shiftId, staffId, float: FLOAT, currency: 'UZS' });
  for (acts = 1; acts <= sales; acts++) {
    const body = nextSale(terminal, shiftId);
    events.push({ type: 'sale', body });
    if (byOldBuild) journal.adopt(sealedBySecondBuild(terminal, body));
    else terminal.seal('sale', body);
  }
  const z = zFigures({ float: FLOAT, events, currency: 'UZS' });
  const lastSeq = journal.records.length;
  const close = { shiftId, staffId, countedCash: z.expectedCash, lastSeq, z, currency: 'UZS' };
  terminal.seal('shift.close', close);
}

function nextSale(terminal: SimTerminal, shiftId: string): SaleBody {
  const { catalogue, journal } = terminal;
  const skus = catalogue.all('sku');
  const at = journal.records.length;
  const wanted = [at, at + 3].map((place, index) => ({
    skuId: skus[place % skus.length]?.id ?? '',
    quantity: ((at + index) % 3) * ONE + ONE,
  }));
  const { storeCode, terminalCode } = FROZEN_CERTIFICATE;
  const receipts = JOURNAL_OF_SECOND_BUILD.meta.chain.receipts;
  const receipt = receipts + journal.nextReceipt(false);
  const frame = { storeCode, terminalCode, receipt, shiftId, practice: false, epoch: 1 };
  const body = saleBodyOf(catalogue, wanted, { ...frame, staffId: terminal.staffId() });
  return { ...body, priceN: JOURNAL_OF_FIRST_BUILD.catalogue.length };
}

/** The sale without what came later, under the version of that build. */
export function asSecondBuild(body: SaleBody): Omit<SaleBody, 'utcOffsetMin'> {
  const { utcOffsetMin: _later, ...older } = body;
  return older;
}

function sealedBySecondBuild({ journal }: SimTerminal, body: SaleBody): Operation {
  const last = journal.records.at(-1)?.operation as Operation;
  const envelope = {
    opId: newId(),
    incarnation: last.incarnation,
    type: 'sale',
    v: SALE_OF_SECOND_BUILD,
    seq: last.seq + 1,
    prevHash: last.hash,
    ...journal.clocks(),
    lastServer: journal.lastServer,
  };
  const text = canonicalJson(asSecondBuild(body));
  return { ...envelope, body: text, hash: hashOperation(envelope, text, last.hash) };
}

export function isLiveSale(operation: Operation): boolean {
  return operation.type === 'sale' && !operation.body.includes('"practice":true');
}

function printedOf({ operation }: { operation: Operation }): Printed[] {
  if (!isLiveSale(operation)) return [];
  const { receiptNumber, totals } = JSON.parse(operation.body) as BodyOf['sale'];
  const { tenantId } = FROZEN_CERTIFICATE;
  return [{ tenantId, receiptNumber, opId: operation.opId, gross: totals.gross }];
}
