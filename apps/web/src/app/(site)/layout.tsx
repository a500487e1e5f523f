import type { ReactNode } from 'react';
import { SiteProviders } from '../../site/site-providers.tsx';

export default function SiteLayout({ children }: { children: ReactNode }) {
  return <SiteProviders>{children}</SiteProviders>;
}
