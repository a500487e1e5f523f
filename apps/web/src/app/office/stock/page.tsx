import { Suspense } from 'react';
import { StockPage } from '../../../office/stock/stock-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <StockPage />
    </Suspense>
  );
}
