'use client';

import { useEffect, useState } from 'react';

/** Becomes true when `active` has lasted for `delayMs`: short waits show nothing. */
export function useLate(active: boolean, delayMs = 300): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, delayMs]);
  return active && late;
}
