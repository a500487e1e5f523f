import { LocaleProvider } from '@oson/ui';
import { Gallery } from '@oson/ui/gallery';
import { notFound } from 'next/navigation';
import { webServer } from '../../../wiring/server.ts';

export const dynamic = 'force-dynamic';

/** Every part in every state, for whoever builds a screen; exists only on this machine. */
export default function GalleryPage() {
  if (!webServer().settings.isLoopback) notFound();
  return (
    <LocaleProvider>
      <Gallery />
    </LocaleProvider>
  );
}
