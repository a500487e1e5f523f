import { Suspense } from 'react';
import { CataloguePage } from '../../../office/catalogue/catalogue-page.tsx';

export default function Page() {
  return (
    <Suspense>
      <CataloguePage />
    </Suspense>
  );
}
