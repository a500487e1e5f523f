import type { ReactNode } from 'react';
import { OfficeFrame } from '../../office/shell/office-frame.tsx';
import { OfficeProviders } from '../../office/shell/office-providers.tsx';

/** One static shell without a tenant's byte: the service worker keeps it, the browser fills it. */
export const dynamic = 'force-static';

export default function OfficeLayout({ children }: { children: ReactNode }) {
  return (
    <OfficeProviders>
      <OfficeFrame>{children}</OfficeFrame>
    </OfficeProviders>
  );
}
