import type { MetadataRoute } from 'next';

export const dynamic = 'force-static';

/** What a device is told when it installs the POS. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/pos',
    name: 'OsonSavdo kassa',
    short_name: 'OsonSavdo',
    description: 'Internet boʻlmasa ham savdo toʻxtamaydi',
    lang: 'uz-Latn',
    start_url: '/pos',
    scope: '/',
    display: 'standalone',
    orientation: 'any',
    background_color: '#eff3f6',
    theme_color: '#0f2b7b',
    icons: [
      { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      {
        src: '/icons/icon-maskable-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
    ],
  };
}
