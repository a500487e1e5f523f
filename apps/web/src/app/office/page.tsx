import { Suspense } from 'react';
import { DashboardPage } from '../../office/dashboard/dashboard-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <DashboardPage />
    </Suspense>
  );
}
