import { type ImportAnswer, toBase64url } from '@oson/contract';
import { useState } from 'react';
import type { Pos } from '../../core/pos.ts';
import { type Collected, collectFile, collectText } from '../../export/collect-import.ts';
import { PortError } from '../../ports.ts';

export type ImportState =
  | { is: 'collecting'; problem: 'offline' | 'refused' | null }
  | { is: 'busy' }
  | { is: 'done'; answer: ImportAnswer };

/** Collects a file or its codes and sends it; the same one again changes nothing on the server. */
export function useImport(pos: Pos) {
  const [collected, setCollected] = useState<Collected>({ is: 'nothing' });
  const [state, setState] = useState<ImportState>({ is: 'collecting', problem: null });
  const send = async (file: Uint8Array) => {
    setState({ is: 'busy' });
    try {
      setState({ is: 'done', answer: await ask(pos, file) });
      pos.sync.wake();
    } catch (fault) {
      const offline = !(fault instanceof PortError) || fault.status === null || fault.status >= 500;
      setState({ is: 'collecting', problem: offline ? 'offline' : 'refused' });
    }
  };
  return {
    collected,
    state,
    takeFile: async (file: File) =>
      setCollected(collectFile(new Uint8Array(await file.arrayBuffer()))),
    takeText: (text: string) => setCollected((before) => collectText(before, text)),
    send: () => {
      if (collected.is === 'file') void send(collected.file);
    },
  };
}

/** An expired nonce is no failure: the answer brings a new one. */
async function ask(pos: Pos, file: Uint8Array): Promise<ImportAnswer> {
  const request = { bundle: toBase64url(file) };
  try {
    return await pos.server.importBundle(request);
  } catch (fault) {
    const nonce = fault instanceof PortError ? fault.details.nonce : undefined;
    if (typeof nonce !== 'string') throw fault;
    pos.keepNonce(nonce);
    return pos.server.importBundle(request);
  }
}
