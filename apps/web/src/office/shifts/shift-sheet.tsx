'use client';

import { dashboardWords, officeShellWords, saleWords } from '@oson/messages/office';
import {
  Banner,
  Button,
  MoneyField,
  MoneyText,
  Sheet,
  showToast,
  Spinner,
  useFormat,
  useLocale,
  useWords,
} from '@oson/ui';
import { DetailList } from '@oson/ui/office';
import { type ReactNode, useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { ListError } from '../lists/list-states.tsx';
import { usePlaceName } from '../lists/place-name.ts';
import { tenderName } from '../sales/tender-name.ts';
import type { ShiftDetail, ShiftRow } from './shift-types.ts';
import { ZTable } from './z-table.tsx';

/** One shift: the terminal's own closing report against what the server has received. */
export function ShiftSheet({ shift, onClose }: { shift: ShiftRow | null; onClose: () => void }) {
  const t = useWords(saleWords);
  const placeName = usePlaceName();
  const query = trpc.shift.detail.useQuery(
    { shiftId: shift?.id ?? '' },
    { enabled: shift !== null },
  );
  return (
    <Sheet
      modal
      open={shift !== null}
      onClose={onClose}
      title={shift ? placeName(shift.storeName, shift.terminalName) : t('shiftsTitle')}
    >
      {shift && query.data ? <ShiftBody shift={shift} detail={query.data} /> : null}
      {query.error ? <ListError error={query.error} onAgain={() => void query.refetch()} /> : null}
      {!query.data && !query.error ? <Spinner /> : null}
    </Sheet>
  );
}

function ShiftBody({ shift, detail }: { shift: ShiftRow; detail: ShiftDetail }) {
  const t = useWords(saleWords);
  const tenders = useWords(dashboardWords);
  const format = useFormat();
  const money = (term: string, tiyin: number) => ({ term, value: <MoneyText tiyin={tiyin} /> });
  const { z, countedCash, expectedCash } = detail;
  return (
    <div className="grid gap-5">
      {shift.owed > 0 ? <Banner tone="wait" title={t('owed', { count: shift.owed })} /> : null}
      <DetailList
        items={[
          { term: t('opened'), value: format.dateTime(detail.openedAt) },
          ...(detail.closedAt
            ? [{ term: t('closed'), value: format.dateTime(detail.closedAt) }]
            : []),
          ...(shift.openedByName ? [{ term: t('staff'), value: shift.openedByName }] : []),
          money(t('float'), detail.float),
          ...(expectedCash === null ? [] : [money(t('expected'), expectedCash)]),
          ...(countedCash === null ? [] : [money(t('counted'), countedCash)]),
          ...(countedCash === null || expectedCash === null
            ? []
            : [money(t('difference'), countedCash - expectedCash)]),
        ]}
      />
      {z ? (
        <Part title={t('zReport')}>
          {detail.differs.length > 0 ? (
            <Banner tone="review" title={t('zDiffers')} />
          ) : detail.server ? (
            <p className="text-ink-2">{t('zAgrees')}</p>
          ) : null}
          <ZTable z={z} server={detail.server} differs={detail.differs} />
        </Part>
      ) : (
        <Part title={t('byServer')}>
          <DetailList
            items={[
              { term: t('receipts'), value: format.number(shift.saleCount) },
              money(t('sum'), shift.gross),
              ...detail.received.map((row) => money(tenderName(tenders, row.kind), row.amount)),
              money(t('drawerNow'), detail.cashSoFar),
            ]}
          />
        </Part>
      )}
      {detail.moves.length > 0 ? (
        <Part title={t('moves')}>
          <DetailList
            items={detail.moves.map((move) => ({
              term: `${t(move.direction === 'in' ? 'moveIn' : 'moveOut')}, ${move.reason}`,
              value: <MoneyText tiyin={move.direction === 'in' ? move.amount : -move.amount} />,
            }))}
          />
        </Part>
      ) : null}
      {detail.status === 'open' ? <CloseDead shiftId={shift.id} /> : null}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-650">{title}</h3>
      {children}
    </section>
  );
}

function CloseDead({ shiftId }: { shiftId: string }) {
  const t = useWords(saleWords);
  const shell = useWords(officeShellWords);
  const { locale } = useLocale();
  const [counted, setCounted] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const utils = trpc.useUtils();
  const close = trpc.shift.closeDead.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('closedNow') });
      void utils.shift.invalidate();
    },
  });
  if (!asked) {
    return (
      <Button variant="quiet" onClick={() => setAsked(true)}>
        {t('closeDead')}
      </Button>
    );
  }
  return (
    <Part title={t('closeDead')}>
      <p className="mb-3 text-ink-2">{t('closeDeadText')}</p>
      {close.error ? <Banner alert tone="review" title={refusalText(close.error, locale)} /> : null}
      <div className="flex items-end gap-2">
        <MoneyField label={t('counted')} tiyin={counted} onChange={setCounted} />
        <Button
          variant="danger"
          busy={close.isPending}
          disabled={counted === null}
          onClick={() => counted !== null && close.mutate({ shiftId, countedCash: counted })}
        >
          {t('closeDead')}
        </Button>
        <Button onClick={() => setAsked(false)}>{shell('cancel')}</Button>
      </div>
    </Part>
  );
}
