import type { Trace } from './trace.ts';

type Due = { at: number; order: number; name: string; act: () => void };

/** Time of the simulated world: events in the order of their time, then of their making. */
export class Clockwork {
  now = 0;
  /** Time that was leapt over, ms. */
  leapt = 0;
  readonly #trace: Trace;
  readonly #heap: Due[] = [];
  #order = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** `inMs` from now; never in the past. */
  after(inMs: number, name: string, act: () => void): void {
    this.#order += 1;
    const at = this.now + Math.max(0, inMs);
    this.#push({ at, order: this.#order, name, act });
  }

  /** Runs the next event; false when there is none before `until`. */
  step(until: number): boolean {
    const next = this.#heap[0];
    if (!next || next.at > until) return false;
    this.#pop();
    this.now = next.at;
    this.#trace.note(`${next.at} ${next.name}`);
    next.act();
    return true;
  }

  /** Nothing happens for a while, and then goes on as if it had been a moment. */
  leap(ms: number): void {
    this.now += ms;
    this.leapt += ms;
    for (const due of this.#heap) due.at += ms;
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(due);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (byTime(heap[parent] as Due, due) <= 0) break;
      heap[index] = heap[parent] as Due;
      index = parent;
    }
    heap[index] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Due;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right && byTime(right, heap[child] as Due) < 0) child += 1;
      if (byTime(last, heap[child] as Due) <= 0) break;
      heap[index] = heap[child] as Due;
      index = child;
    }
    heap[index] = last;
  }
}

function byTime(a: Due, b: Due): number {
  return a.at - b.at || a.order - b.order;
}
