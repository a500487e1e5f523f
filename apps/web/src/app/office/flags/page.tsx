import { Suspense } from 'react';
import { FlagsPage } from '../../../office/flags/flags-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <FlagsPage />
    </Suspense>
  );
}
