import { Suspense } from 'react';
import { ShiftsPage } from '../../../office/shifts/shifts-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <ShiftsPage />
    </Suspense>
  );
}
