'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { createPosPorts } from '../../wiring/pos-ports.ts';

const PosApp = dynamic(() => import('@oson/pos').then((door) => door.PosApp), { ssr: false });

/** In development pages change under a worker's feet: it would serve yesterday's. */
const SERVICE_WORKER = process.env.NODE_ENV === 'production' ? '/serwist/sw.js' : undefined;

/** Hands the POS its ports. It lives in the browser alone: nothing of it is drawn on a server. */
export function PosShell() {
  const [ports] = useState(createPosPorts);
  return <PosApp ports={ports} serviceWorkerUrl={SERVICE_WORKER} />;
}
