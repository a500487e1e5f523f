import {
  type BodyOf,
  type Certificate,
  type EnrolAnswer,
  type GoLiveAnswer,
  type Operation,
  type OperationType,
  type PushResult,
} from '@oson/contract';
import { goLiveAnswerSchema } from '@oson/contract/schema';
import { type DrawerEvent, zFigures } from '@oson/domain';
import type { DeviceKey } from './device-key.ts';
import { inBatches, inLanes, patiently, type PushOrder, reordered } from './push-again.ts';
import { SimCatalogue } from './sim-catalogue.ts';
import { newId, SimJournal } from './sim-journal.ts';
import { saleBodyOf, type Wanted } from './sim-sale.ts';
import { SimSync } from './sim-sync.ts';

export type SimOptions = {
  workerUrl: string;
  /** Put faults in here; the real one unless told. */
  fetch?: typeof fetch;
  /** Draws from 0 to 1 for backoff and shuffling. */
  random?: () => number;
};

/**
 * A simulated terminal: a real key, real hashes and signatures, the machine of sync-core over real
 * HTTP, and everything else in memory.
 */
export class SimTerminal {
  readonly certificate: Certificate;
  readonly journal: SimJournal;
  readonly catalogue = new SimCatalogue();
  readonly sync: SimSync;
  readonly key: DeviceKey;
  readonly #random: () => number;
  #shift: { shiftId: string; float: number; events: DrawerEvent[] } | null = null;

  constructor(options: SimOptions, key: DeviceKey, enrolled: EnrolAnswer) {
    this.certificate = enrolled.certificate;
    this.key = key;
    this.#random = options.random ?? Math.random;
    this.journal = new SimJournal(enrolled.certificate);
    this.sync = new SimSync({
      wire: { workerUrl: options.workerUrl, fetch: options.fetch ?? fetch },
      random: this.#random,
      key,
      journal: this.journal,
      catalogue: this.catalogue,
      incarnation: enrolled.certificate.incarnation,
      certificate: { certificate: enrolled.certificate, signature: enrolled.signature },
      nonce: enrolled.nonce,
      terminalState: enrolled.practice ? 'practice' : 'live',
    });
  }

  /** Seals any operation, also one that no screen would make. */
  seal<T extends OperationType>(type: T, body: BodyOf[T]): Operation {
    return this.journal.seal(type, body);
  }

  /** Opens a shift with a counted float, tiyin. */
  openShift(float: number): Operation {
    const shiftId = newId();
    this.#shift = { shiftId, float, events: [] };
    const { currency } = this.catalogue.one('settings');
    return this.seal('shift.open', { shiftId, staffId: this.staffId(), float, currency });
  }

  /** Sells for cash from the pulled catalogue; practice while the terminal is in practice. */
  sell(wanted: readonly Wanted[], given?: number): Operation {
    const practice = this.sync.terminalState === 'practice';
    const body = saleBodyOf(this.catalogue, wanted, {
      storeCode: this.certificate.storeCode,
      terminalCode: this.certificate.terminalCode,
      receipt: this.journal.nextReceipt(practice),
      shiftId: this.#shift?.shiftId ?? null,
      staffId: this.staffId(),
      practice,
      epoch: this.sync.epoch,
      given,
    });
    this.#shift?.events.push({ type: 'sale', body });
    return this.seal('sale', body);
  }

  /** Takes a sale of this terminal back as a whole. */
  voidSale(sale: Operation, reason = 'Adashib urilgan'): Operation {
    const sold = JSON.parse(sale.body) as BodyOf['sale'];
    this.#shift?.events.push({ type: 'void', voided: sold });
    return this.seal('void', {
      voidId: newId(),
      saleId: sold.saleId,
      saleOpId: sale.opId,
      shiftId: this.#shift?.shiftId ?? null,
      staffId: this.staffId(),
      approverId: this.staffId(),
      reason,
    });
  }

  /** Closes the shift with a count, tiyin; with what should lie there unless told. */
  closeShift(countedCash?: number): Operation {
    const shift = this.#shift;
    if (!shift) throw new Error('no shift is open');
    this.#shift = null;
    const { currency } = this.catalogue.one('settings');
    const z = zFigures({ float: shift.float, events: shift.events, currency });
    return this.seal('shift.close', {
      shiftId: shift.shiftId,
      staffId: this.staffId(),
      countedCash: countedCash ?? Math.max(0, z.expectedCash),
      lastSeq: this.journal.records.length,
      z,
      currency,
    });
  }

  /** "Start selling": a practice terminal becomes live. */
  async goLive(pin: string, keepSampleGoods = false): Promise<GoLiveAnswer> {
    const input = { keepSampleGoods, pin };
    const answer = goLiveAnswerSchema.parse(await this.sync.call('sync.goLive', input));
    this.sync.terminalState = answer.terminalState;
    return answer;
  }

  /**
   * Pushes what was sealed once more, past the machine and whatever its state: in another order, in
   * batches, in parallel lanes. Answers all results; the journal is left alone.
   */
  async pushAgain(how: {
    order?: PushOrder;
    batch?: number;
    lanes?: number;
  }): Promise<PushResult[]> {
    const ops = this.journal.records.map((record) => record.operation);
    const batches = inBatches(
      reordered(ops, how.order ?? 'as-sealed', this.#random),
      how.batch ?? 50,
    );
    const push = (batch: Operation[]) => patiently(() => this.sync.push(batch));
    const answers = await inLanes(batches, how.lanes ?? 1, push);
    return answers.flatMap((answer) => answer.results);
  }

  /** Somebody who may sell here; null before staff was pulled. */
  staffId(): string | null {
    return this.catalogue.all('staff')[0]?.id ?? null;
  }
}
