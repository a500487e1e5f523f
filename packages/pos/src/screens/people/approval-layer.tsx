import { can, outranksOrEquals } from '@oson/domain';
import { Button } from '@oson/ui';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type StaffMember, staffInOrder } from '../../catalog/shelf.ts';
import { seal } from '../../journal/seal.ts';
import type { Approval } from '../../desk/sheet.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { People } from './people.tsx';
import { PinEntry } from './pin-entry.tsx';
import { useCheckPin } from './use-check-pin.ts';

/** Somebody with more rights allows something in place: nobody signs out for it. */
export default function ApprovalLayer({ approval }: { approval: Approval }) {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const check = useCheckPin();
  const shelf = useShelf();
  const approvers = staffInOrder(shelf).filter(
    ({ role }) => can(role, 'debt.overLimit') && outranksOrEquals(role, 'manager'),
  );
  const [chosen, setChosen] = useState<StaffMember | null>(approvers[0] ?? null);
  const box = useRef<HTMLDivElement>(null);
  const close = () => desk.approval.set(null);
  useEffect(() => box.current?.focus(), []);
  const enter = async (pin: string) => {
    if (!chosen) return t('pickName');
    const problem = await check(chosen.id, pin);
    if (problem !== null) return problem;
    await sealApproval(chosen.id);
    close();
    approval.onApproved(chosen.id);
    return null;
  };
  const sealApproval = async (approverId: string) => {
    const approvalId = pos.clocks.newId();
    const shiftId = pos.shift.get()?.shiftId ?? null;
    const staffId = pos.session.get()?.id ?? null;
    const { action, subject } = approval;
    const record = await seal(pos.journal, pos.clocks, {
      type: 'approval',
      receipt: 'none',
      body: () => ({ approvalId, shiftId, staffId, approverId, action, subject }),
      deltas: [],
      amount: 0,
      shiftId,
    });
    pos.sync.sealed(record);
  };
  return (
    <div
      ref={box}
      role="dialog"
      aria-modal="true"
      aria-label={t('approveTitle')}
      data-testid="approval"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
      className="till fixed inset-0 z-40 grid place-items-center overflow-y-auto bg-scrim p-4 outline-none max-sm:p-0"
    >
      <div className="grid w-full max-w-[860px] animate-slide grid-cols-[minmax(0,1fr)_380px] overflow-hidden rounded-3 bg-paper shadow-2 max-md:grid-cols-1 max-sm:min-h-full max-sm:rounded-none">
        <div className="flex flex-col gap-4 p-5">
          <div className="flex items-center gap-2">
            <h2 className="flex-1 text-24">{t('approveTitle')}</h2>
            <Button variant="quiet" size="till" icon={<X />} kbd="Esc" onClick={close}>
              {t('close')}
            </Button>
          </div>
          <p className="font-550 text-wait">{approval.reason}</p>
          <p className="text-ink-2">{t('approveHint')}</p>
          <People people={approvers} chosen={chosen?.id ?? null} onChoose={setChosen} />
        </div>
        <PinEntry
          key={chosen?.id ?? 'nobody'}
          title={t('enterPin')}
          sub={chosen?.name}
          disabled={chosen === null}
          onPin={enter}
        />
      </div>
    </div>
  );
}
