import type { Clockwork } from './clockwork.ts';
import type { Device } from './device/device.ts';
import type { LineFault, Plan } from './plan.ts';
import type { Random } from './random.ts';
import type { Call, Doors } from './server/doors.ts';
import type { Reply } from './server/model-server.ts';

type Done = (reply: Reply) => void;
const NO_ANSWER: Reply = { status: null, code: null, details: {}, body: null };
const refusal = (status: number, code: string | null, details = {}): Reply => ({
  status,
  code,
  details,
  body: null,
});

/** The network between tills and server: each request draws its own fate. */
export class Line {
  healed = false;
  readonly met: Record<string, number> = {};
  readonly #plan: Plan;
  readonly #clock: Clockwork;
  readonly #random: Random;
  readonly #branches = new Map<LineFault, Random>();
  readonly #doors: Doors;

  constructor(plan: Plan, clock: Clockwork, random: Random, doors: Doors) {
    this.#plan = plan;
    this.#clock = clock;
    this.#random = random;
    this.#doors = doors;
  }

  send(device: Device, call: Call, done: Done): void {
    const answer = once(done);
    if (device.offline) return this.#later(this.#random.between(1, 40), NO_ANSWER, answer);
    const refused = this.#refusedBefore(call);
    if (refused) return this.#later(this.#random.between(5, 60), refused, answer);
    if (this.#draws('half-open')) return;
    if (this.#draws('drop-request')) return this.#later(this.#lostAfter(), NO_ANSWER, answer);
    this.#deliver(device, call, answer);
    if (this.#draws('duplicate')) this.#deliver(device, call, answer);
  }

  /** Whether a file arrives with other bytes than were sent. */
  tears(): boolean {
    return this.#draws('truncate');
  }

  #deliver(device: Device, call: Call, answer: Done): void {
    const held = this.#draws('delay') ? this.#random.between(1000, 59_000) : 0;
    this.#clock.after(this.#random.between(5, 80) + held, 'arrive', () => {
      this.#doors.receive(call, (reply) => this.#back(device, reply, answer));
    });
    // A server that dies under a request never answers: the line breaks.
    this.#later(70_000, NO_ANSWER, answer);
  }

  #back(device: Device, reply: Reply, answer: Done): void {
    if (this.#draws('drop-answer')) return this.#later(this.#lostAfter(), NO_ANSWER, answer);
    if (this.#draws('truncate')) return this.#later(20, refusal(206, null), answer);
    if (this.#draws('gateway')) return this.#later(50, refusal(504, null), answer);
    this.#clock.after(this.#random.between(5, 80), 'answer', () => {
      answer(device.offline ? NO_ANSWER : reply);
    });
  }

  /** What stands between: a portal, a limit, a proxy; the server sees nothing of it. */
  #refusedBefore({ door }: Call): Reply | null {
    if (this.#draws('portal')) return refusal(203, null);
    if (this.#draws('limit')) {
      return refusal(429, 'TOO_MANY_REQUESTS', { retryAfterMs: this.#random.between(200, 4000) });
    }
    if (this.#draws('busy')) {
      return refusal(503, 'BUSY', { delayMs: this.#random.between(100, 3000) });
    }
    if (this.#draws('nonce')) return refusal(401, 'NONCE_EXPIRED', { nonce: 'fresh' });
    if (this.#draws('signature')) return refusal(401, 'SIGNATURE_WRONG');
    if (door === 'push' && this.#draws('too-large')) return refusal(413, null);
    return null;
  }

  #lostAfter(): number {
    return this.#random.between(200, 20_000);
  }

  #later(inMs: number, reply: Reply, answer: Done): void {
    this.#clock.after(inMs, 'line', () => answer(reply));
  }

  #draws(fault: LineFault): boolean {
    const probability = this.healed ? 0 : (this.#plan.line[fault] ?? 0);
    if (probability === 0) return false;
    let branch = this.#branches.get(fault);
    if (!branch) {
      branch = this.#random.branch(fault);
      this.#branches.set(fault, branch);
    }
    const drawn = branch.chance(probability);
    if (drawn) this.met[fault] = (this.met[fault] ?? 0) + 1;
    return drawn;
  }
}

function once(done: Done): Done {
  let answered = false;
  return (reply) => {
    if (answered) return;
    answered = true;
    done(reply);
  };
}
