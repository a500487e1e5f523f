/** One POS tab a browser hands out numbers and sends (DEV8). */
export const LEADER_LOCK = 'oson-pos-leader';

export type LeaderEvents = {
  /** This tab leads now; the promise it answers ends when the tab has let go. */
  onLead: () => void;
  /** Another tab leads. */
  onWait: () => void;
  /** Another tab took over: stop at once. */
  onLost: () => void;
};

export type Leadership = {
  /** Takes the lock from the tab that holds it; the cart is in the journal. */
  takeOver(): void;
  /** Lets go for good. */
  leave(): void;
};

type Locks = Pick<LockManager, 'request'>;

/** Strives for leadership: at once if the lock is free, else when it becomes free or is taken over. */
export function lead(locks: Locks, events: LeaderEvents): Leadership {
  let release: (() => void) | null = null;
  let queue = new AbortController();
  let left = false;

  const hold = (lock: Lock | null): Promise<void> | void => {
    if (!lock || left) return;
    events.onLead();
    return new Promise((resolve) => {
      release = resolve;
    });
  };
  const lost = () => {
    release = null;
    if (left) return;
    events.onLost();
    wait();
  };
  /** In line behind the tab that leads; aborted when this one takes over instead. */
  const wait = () => {
    queue = new AbortController();
    locks.request(LEADER_LOCK, { signal: queue.signal }, hold).catch((fault: unknown) => {
      if (!queue.signal.aborted) lost();
      else if (fault !== queue.signal.reason) throw fault;
    });
  };
  locks
    .request(LEADER_LOCK, { ifAvailable: true }, (lock) => {
      if (lock) return hold(lock);
      events.onWait();
      wait();
    })
    .catch(lost);
  return {
    takeOver() {
      queue.abort();
      locks.request(LEADER_LOCK, { steal: true }, hold).catch(lost);
    },
    leave() {
      left = true;
      queue.abort();
      release?.();
    },
  };
}
