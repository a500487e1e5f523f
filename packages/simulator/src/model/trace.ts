/** A digest over everything that happened, in its order: the same seed must give the same one. */
export class Trace {
  #low = 0x811c9dc5;
  #high = 0x1b873593;
  #count = 0;
  readonly #tail: string[] = [];
  readonly #keep: number;

  /** `keep`: how many of the newest lines stay readable. */
  constructor(keep = 0) {
    this.#keep = keep;
  }

  note(line: string): void {
    this.#count += 1;
    let low = this.#low;
    let high = this.#high;
    for (let index = 0; index < line.length; index++) {
      const unit = line.charCodeAt(index);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x85ebca6b) ^ (low >>> 13);
    }
    this.#low = low;
    this.#high = high;
    if (this.#keep === 0) return;
    this.#tail.push(line);
    if (this.#tail.length > this.#keep) this.#tail.shift();
  }

  get hash(): string {
    const half = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
    return `${half(this.#high)}${half(this.#low)}`;
  }

  get count(): number {
    return this.#count;
  }

  get tail(): readonly string[] {
    return this.#tail;
  }
}
