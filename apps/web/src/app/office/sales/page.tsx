import { Suspense } from 'react';
import { SalesPage } from '../../../office/sales/sales-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <SalesPage />
    </Suspense>
  );
}
