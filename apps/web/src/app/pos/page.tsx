import type { Metadata } from 'next';
import { PosShell } from './pos-shell.tsx';

export const dynamic = 'force-static';

export const metadata: Metadata = {
  title: 'Kassa · OsonSavdo',
  manifest: '/manifest.webmanifest',
  appleWebApp: { capable: true, title: 'OsonSavdo', statusBarStyle: 'default' },
};

/** The offline shell: static, without a byte of any tenant; everything else happens on the device. */
export default function PosPage() {
  return <PosShell />;
}
