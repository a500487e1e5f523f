import { Suspense } from 'react';
import { ImportPage } from '../../../office/import/import-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <ImportPage />
    </Suspense>
  );
}
