import type { StorageHealth } from '@oson/contract';

/** Whether the browser keeps this device's data when space runs short, and how much room is left. */
export async function storageHealth(): Promise<StorageHealth> {
  const storage = typeof navigator === 'undefined' ? undefined : navigator.storage;
  if (!storage) return { persisted: false, freeBytes: null, usedBytes: null };
  const persisted = (await storage.persisted?.()) ?? false;
  const estimate = (await storage.estimate?.()) ?? {};
  const { quota, usage } = estimate;
  return {
    persisted,
    freeBytes: quota === undefined || usage === undefined ? null : Math.max(0, quota - usage),
    usedBytes: usage ?? null,
  };
}

/** Asks the browser to keep the data. It may say no; selling goes on either way. */
export async function askForPersistence(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}
