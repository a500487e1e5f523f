/**
 * A choice kept on this device and shared by all that show it. Reads at first use, follows other
 * tabs, and stays in memory when storage is blocked.
 */
export function keptChoice<T extends string>(
  key: string,
  read: (kept: string | null) => T,
  apply: (value: T) => void,
) {
  let value: T | undefined;
  const listeners = new Set<() => void>();
  const load = () => {
    let kept: string | null = null;
    try {
      kept = localStorage.getItem(key);
    } catch {
      // Storage is blocked: the default stands until the page closes.
    }
    return read(kept);
  };
  const change = (next: T) => {
    value = next;
    apply(next);
    for (const listener of listeners) listener();
  };
  const follow = (event: StorageEvent) => {
    if (event.key === key) change(load());
  };
  return {
    get: (): T => {
      value ??= load();
      return value;
    },
    set: (next: T) => {
      try {
        localStorage.setItem(key, next);
      } catch {
        // Storage is blocked: the choice lasts as long as the page.
      }
      change(next);
    },
    subscribe: (listener: () => void) => {
      if (listeners.size === 0) addEventListener('storage', follow);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) removeEventListener('storage', follow);
      };
    },
  };
}
