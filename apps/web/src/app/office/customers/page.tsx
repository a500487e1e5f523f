import { Suspense } from 'react';
import { CustomersPage } from '../../../office/customers/customers-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <CustomersPage />
    </Suspense>
  );
}
