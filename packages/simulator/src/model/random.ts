/**
 * Seeded draws (sfc32). Each purpose takes its own branch, so that leaving one kind of fault out of a
 * seed leaves the draws of the others as they were: that is what makes shrinking work.
 */
export class Random {
  readonly #name: string;
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(name: string) {
    this.#name = name;
    let hash = 0x811c9dc5;
    const words: number[] = [];
    for (let word = 0; word < 3; word++) {
      for (let index = 0; index < name.length; index++) {
        hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
        hash ^= hash >>> 15;
      }
      words.push(hash | 0);
    }
    [this.#a, this.#b, this.#c] = words as [number, number, number];
    for (let warm = 0; warm < 12; warm++) this.next();
  }

  branch(purpose: string): Random {
    return new Random(`${this.#name}/${purpose}`);
  }

  /** From 0 (with) to 1 (without). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.next() * all.length)] as T;
  }

  /** Hex digits, for ids and random bytes. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) {
      text += Math.floor(this.next() * 0x10000)
        .toString(16)
        .padStart(4, '0');
    }
    return text.slice(0, digits);
  }

  /** An id in the form of a UUIDv7 of the given moment. */
  id(ms: number): string {
    const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0').slice(-12);
    const rest = this.hex(18);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}`;
  }
}
