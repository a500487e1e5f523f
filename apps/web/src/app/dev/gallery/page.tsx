import { LocaleProvider } from '@oson/ui';
import { Gallery } from '@oson/ui/gallery';

/** Every part in every state, for whoever builds a screen. */
export default function GalleryPage() {
  return (
    <LocaleProvider>
      <Gallery />
    </LocaleProvider>
  );
}
