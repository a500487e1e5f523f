import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './globals.css';

export const metadata: Metadata = {
  title: 'OsonSavdo',
  description: 'Internet boʻlmasa ham savdo toʻxtamaydi',
  manifest: '/manifest.webmanifest',
  icons: { icon: '/icons/icon.svg', apple: '/icons/apple-touch-icon.png' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
};

/** One static shell for all areas; appearance.js sets theme and language before the first paint. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="uz-Latn" suppressHydrationWarning>
      <head>
        <script src="/appearance.js" />
      </head>
      <body>{children}</body>
    </html>
  );
}
