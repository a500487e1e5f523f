import { Suspense } from 'react';
import { TenantsPage } from '../../console/tenants-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <TenantsPage />
    </Suspense>
  );
}
