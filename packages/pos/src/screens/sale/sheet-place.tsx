import { lazy, Suspense } from 'react';
import type { Sheet } from '../../desk/sheet.ts';
import { useStore } from '../../state/store.ts';
import { useWorkplace } from '../workplace.tsx';

// None of them is needed for the first paint: each comes when it is first opened, from the precache.
const PaymentSheet = lazy(() => import('../pay/payment-sheet.tsx'));
const QuantitySheet = lazy(() => import('./quantity-sheet.tsx'));
const AskSheet = lazy(() => import('./ask-sheet.tsx'));
const CustomerSheet = lazy(() => import('./customer-sheet.tsx'));
const DiscountSheet = lazy(() => import('./discount-sheet.tsx'));
const ParkedSheet = lazy(() => import('./parked-sheet.tsx'));
const ReceiptSheet = lazy(() => import('./receipt-sheet.tsx'));
const QueueSheet = lazy(() => import('../sync/queue-sheet.tsx'));
const MenuSheet = lazy(() => import('../menu/menu-sheet.tsx'));
const HealthSheet = lazy(() => import('../menu/health-sheet.tsx'));
const KeysSheet = lazy(() => import('../menu/keys-sheet.tsx'));
const GoLiveSheet = lazy(() => import('../menu/go-live-sheet.tsx'));
const CloseShiftSheet = lazy(() => import('../shift/close-shift-sheet.tsx'));
const ExportSheet = lazy(() => import('../carry/export-sheet.tsx'));
const ImportSheet = lazy(() => import('../carry/import-sheet.tsx'));

/** Fetches what a sale needs next, once the screen stands. */
export function fetchSheetsAhead(): void {
  void import('../pay/payment-sheet.tsx');
  void import('./quantity-sheet.tsx');
}

/** What lies over the catalogue right now. */
export function SheetPlace() {
  const { desk } = useWorkplace();
  const sheet = useStore(desk.sheet);
  if (!sheet) return null;
  return <Suspense fallback={null}>{<Open sheet={sheet} />}</Suspense>;
}

function Open({ sheet }: { sheet: Sheet }) {
  const { desk } = useWorkplace();
  const done = useStore(desk.done);
  switch (sheet.is) {
    case 'payment':
      return <PaymentSheet key={sheet.kind} kind={sheet.kind} />;
    case 'quantity':
      return <QuantitySheet key={sheet.lineId} lineId={sheet.lineId} />;
    case 'ask':
      return <AskSheet key={sheet.skuId} skuId={sheet.skuId} question={sheet.question} />;
    case 'customer':
      return <CustomerSheet opener={sheet.opener} />;
    case 'discount':
      return <DiscountSheet />;
    case 'parked':
      return <ParkedSheet />;
    case 'receipt':
      return done ? <ReceiptSheet record={done.sold.record} /> : null;
    case 'queue':
      return <QueueSheet />;
    case 'export':
      return <ExportSheet />;
    case 'import':
      return <ImportSheet />;
    case 'menu':
      return <MenuSheet />;
    case 'health':
      return <HealthSheet />;
    case 'keys':
      return <KeysSheet />;
    case 'go-live':
      return <GoLiveSheet />;
    case 'close-shift':
      return <CloseShiftSheet />;
  }
}
