import { useEffect, useRef, useState } from 'react';
import {
  beginEnrolment,
  dropEnrolment,
  finishEnrolment,
  presentChain,
  redeemLink,
} from '../../enrol/enrol-acts.ts';
import { PortError, type PosPorts } from '../../ports.ts';

type Place = { chainName: string; storeName: string; terminalName: string };
export type EnrolState =
  | { is: 'asking' }
  | { is: 'code'; code: string; expiresAt: number }
  | ({ is: 'confirm'; presentChain: string | null; busy: boolean } & Place)
  | { is: 'expired' }
  | { is: 'failed'; offline: boolean; code: string | undefined };

const POLL_MS = 2000;

/** Drives one enrolment; nothing is joined before `confirm`. */
export function useEnrolment(props: {
  ports: PosPorts;
  link: string | null;
  onEnrolled: (terminalId: string) => void;
}): { state: EnrolState; confirm: () => void; again: () => void } {
  const { ports, link, onEnrolled } = props;
  const [state, setState] = useState<EnrolState>({ is: 'asking' });
  const [round, setRound] = useState(0);
  const running = useRef(false);
  useEffect(() => {
    let gone = false;
    const show = (next: EnrolState) => {
      if (!gone) setState(next);
    };
    const run = link ? askLink(ports, link, show) : askCode(ports, show, () => gone);
    run.catch((fault: unknown) => show(failed(fault)));
    return () => {
      gone = true;
    };
  }, [ports, link, round]);
  const confirm = () => {
    if (running.current || state.is !== 'confirm') return;
    running.current = true;
    setState({ ...state, busy: true });
    const joined = link ? redeemLink(ports.enrol, link) : finishEnrolment(ports.enrol);
    joined
      .then(onEnrolled, (fault: unknown) => setState(failed(fault)))
      .finally(() => {
        running.current = false;
      });
  };
  const again = () => {
    setState({ is: 'asking' });
    void dropIfOver(state).then(() => setRound((old) => old + 1));
  };
  return { state, confirm, again };
}

/** A new try keeps a code that is still good: the office may have claimed it already. */
async function dropIfOver(state: EnrolState): Promise<void> {
  const isOver = state.is === 'expired' || (state.is === 'failed' && !state.offline);
  if (isOver) await dropEnrolment();
}

type Show = (state: EnrolState) => void;

async function askLink(ports: PosPorts, code: string, show: Show): Promise<void> {
  const place = await ports.enrol.look({ code });
  show({ is: 'confirm', ...place, presentChain: await presentChain(), busy: false });
}

async function askCode(ports: PosPorts, show: Show, isGone: () => boolean): Promise<void> {
  const begun = await beginEnrolment(ports.enrol, Date.now());
  show({ is: 'code', code: begun.code, expiresAt: begun.expiresAt });
  const { enrolmentId, secret } = begun;
  while (!isGone()) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (isGone()) return;
    const answer = await pollOnce(ports, enrolmentId, secret);
    if (answer === null || answer.state === 'waiting') continue;
    if (answer.state === 'expired') return show({ is: 'expired' });
    const { chainName, storeName, terminalName } = answer;
    const present = await presentChain();
    return show({
      is: 'confirm',
      chainName,
      storeName,
      terminalName,
      presentChain: present === chainName ? null : present,
      busy: false,
    });
  }
}

/** A lost answer is no end: the code on the screen stays good and is asked about again. */
async function pollOnce(ports: PosPorts, enrolmentId: string, secret: string) {
  try {
    return await ports.enrol.poll({ enrolmentId, secret });
  } catch (fault) {
    const isServers = fault instanceof PortError && fault.status !== null && fault.status < 500;
    if (isServers) throw fault;
    return null;
  }
}

function failed(fault: unknown): EnrolState {
  const offline = !(fault instanceof PortError) || fault.status === null;
  const code = fault instanceof PortError ? (fault.code ?? undefined) : undefined;
  return { is: 'failed', offline, code };
}
