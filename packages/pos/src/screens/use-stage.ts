import { useEffect, useState } from 'react';
import { openPos, type Pos } from '../core/pos.ts';
import { readDevice } from '../device/device-db.ts';
import type { PosPorts } from '../ports.ts';
import { createStore, type Store } from '../state/store.ts';
import { drainOthers } from '../sync/drain-others.ts';
import { type Leadership, lead } from '../sync/leader.ts';
import { type UpdateGate, watchUpdates } from '../update/update-gate.ts';

export type Stage =
  | { is: 'loading' }
  /** Another tab leads; the cart is in the journal. */
  | { is: 'elsewhere'; takeOver: () => void }
  | { is: 'enrol'; link: string | null }
  | { is: 'open'; terminalId: string; pos: Pos }
  | { is: 'broken'; message: string };

/** The life of the page: lead or wait, become a terminal, open it, let go when another tab takes over. */
export function useStage(props: { ports: PosPorts; serviceWorkerUrl?: string }): {
  stage: Store<Stage>;
  gate: UpdateGate;
  enrolled: (terminalId: string) => void;
  declined: () => void;
  enrolAgain: () => void;
} {
  const { ports, serviceWorkerUrl } = props;
  const [life] = useState(() => new PageLife(ports, serviceWorkerUrl));
  useEffect(() => life.begin(), [life]);
  return {
    stage: life.stage,
    gate: life.gate,
    enrolled: (terminalId) => void life.enrolled(terminalId),
    declined: () => void life.open(null),
    enrolAgain: () => life.enrolAgain(),
  };
}

class PageLife {
  readonly stage = createStore<Stage>({ is: 'loading' });
  readonly gate: UpdateGate;
  readonly #ports: PosPorts;
  #pos: Pos | null = null;
  #others: ReturnType<typeof drainOthers> | null = null;

  constructor(ports: PosPorts, serviceWorkerUrl: string | undefined) {
    this.#ports = ports;
    this.gate = serviceWorkerUrl
      ? watchUpdates(serviceWorkerUrl, () => this.#pos?.sync.wake())
      : { ready: createStore(false), apply: () => undefined };
  }

  begin(): () => void {
    const triggers = this.#listen();
    let leadership: Leadership | null = null;
    const elsewhere = () => {
      this.#close();
      this.stage.set({ is: 'elsewhere', takeOver: () => leadership?.takeOver() });
    };
    const onLead = () => void this.open(linkCode());
    if (navigator.locks) {
      leadership = lead(navigator.locks, { onLead, onWait: elsewhere, onLost: elsewhere });
    } else {
      onLead();
    }
    return () => {
      triggers();
      leadership?.leave();
      this.#close();
    };
  }

  /** Opens the terminal that this browser is, or begins to make it one. */
  async open(link: string | null): Promise<void> {
    try {
      if (link) return this.stage.set({ is: 'enrol', link });
      forgetLink();
      const active = await readDevice('active');
      this.#close();
      this.#others = drainOthers(this.#ports, active?.terminalId ?? null);
      if (!active) return this.stage.set({ is: 'enrol', link: null });
      const pos = await openPos(this.#ports, active.terminalId);
      this.#pos = pos;
      pos.sync.online(navigator.onLine);
      pos.sync.start();
      pos.house.start();
      this.stage.set({ is: 'open', terminalId: active.terminalId, pos });
    } catch (fault) {
      const message = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
      this.stage.set({ is: 'broken', message: message.slice(0, 120) });
    }
  }

  async enrolled(terminalId: string): Promise<void> {
    forgetLink();
    const active = await readDevice('active');
    if (active?.terminalId === terminalId) await this.open(null);
  }

  enrolAgain(): void {
    this.#close();
    this.stage.set({ is: 'enrol', link: null });
  }

  #close(): void {
    this.#others?.stop();
    this.#others = null;
    this.#pos?.close();
    this.#pos = null;
  }

  /** Every reason to try sending again; each of them alone drains the queue. */
  #listen(): () => void {
    const online = () => this.#pos?.sync.online(true);
    const offline = () => this.#pos?.sync.online(false);
    const visible = () => {
      if (document.visibilityState === 'visible') this.#pos?.sync.visible();
    };
    addEventListener('online', online);
    addEventListener('offline', offline);
    document.addEventListener('visibilitychange', visible);
    return () => {
      removeEventListener('online', online);
      removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', visible);
    };
  }
}

/** "#enrol=CODE": the one-time code of a link, in the fragment so that no server sees it. */
function linkCode(): string | null {
  return /^#enrol=([0-9A-Za-z-]{4,64})$/.exec(location.hash)?.[1] ?? null;
}

function forgetLink(): void {
  if (linkCode() !== null) history.replaceState(null, '', location.pathname + location.search);
}
