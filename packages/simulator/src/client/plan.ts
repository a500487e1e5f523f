import { Random } from '../model/random.ts';
import { LINE_FATES, type LineFates } from './line.ts';

/** What can happen to a till, beside being sold at. */
export const TROUBLES = [
  'tab-crash',
  'power-cut',
  'offline',
  'journal-evicted',
  'copy-evicted',
  'all-evicted',
  'journal-rolled-back',
  'profile-rolled-back',
  'cloned',
  'record-spoilt',
  'copy-spoilt',
  'evicted-and-spoilt',
  'disk-full',
  'write-fails',
  'clock-jumps',
  'frozen',
  'long-pause',
  'server-restored',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export type Happening =
  | { at: number; is: 'sell' | 'open-shift' | 'close-shift' }
  | { at: number; is: 'back-up' }
  | { at: number; is: Trouble; amount: number }
  /**
   * Aimed: at the nth strict commit of the journal from then on, before anybody hears of it; or when
   * the nth receipt has just been printed.
   */
  | { at: number; is: 'aimed'; point: AimPoint; nth: number; trouble: 'tab-crash' | 'power-cut' };
export type AimPoint = 'durable' | 'printed';

/** All that a seed decides before the first task. A shrunk plan is one with less in it. */
export type Plan = { seed: number; happenings: Happening[]; fates: LineFates };

/** Virtual time of the trading, ms. */
export const TRADING_MS = 12 * 60_000;

/** Swarm: each seed leaves most troubles out and draws how often the others come. */
export function planOf(seed: number): Plan {
  const random = new Random(`client/${seed}`);
  const at = () => random.between(2000, TRADING_MS);
  const happenings: Happening[] = [];
  for (let count = random.between(6, 22); count > 0; count--)
    happenings.push({ at: at(), is: 'sell' });
  for (let count = random.between(0, 2); count > 0; count--) {
    happenings.push({ at: at(), is: 'close-shift' });
  }
  for (let count = random.between(1, 4); count > 0; count--)
    happenings.push({ at: at(), is: 'back-up' });
  for (const trouble of TROUBLES) {
    if (!random.chance(chanceOf(trouble))) continue;
    for (let count = random.between(1, 3); count > 0; count--) {
      happenings.push({ at: at(), is: trouble, amount: random.next() });
    }
  }
  for (let count = random.between(0, 3); count > 0; count--) {
    const trouble = random.pick(['tab-crash', 'power-cut'] as const);
    const point = random.pick(['durable', 'printed'] as const);
    const nth = random.pick(point === 'printed' ? [1, 1, 2] : [1, 1, 2, 3, 5, 8]);
    happenings.push({ at: at(), is: 'aimed', point, nth, trouble });
  }
  happenings.sort((a, b) => a.at - b.at);
  const fates: LineFates = {};
  for (const fate of LINE_FATES) {
    if (random.chance(0.4)) fates[fate] = random.pick([0.02, 0.08, 0.2]);
  }
  return { seed, happenings, fates };
}

function chanceOf(trouble: Trouble): number {
  switch (trouble) {
    case 'tab-crash':
    case 'power-cut':
    case 'offline':
      return 0.5;
    case 'all-evicted':
    case 'profile-rolled-back':
    case 'cloned':
    case 'long-pause':
      return 0.12;
    default:
      return 0.2;
  }
}
