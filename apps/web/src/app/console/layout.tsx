import type { ReactNode } from 'react';
import { ConsoleFrame } from '../../console/console-frame.tsx';
import { SiteProviders } from '../../site/site-providers.tsx';

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <SiteProviders>
      <ConsoleFrame>{children}</ConsoleFrame>
    </SiteProviders>
  );
}
