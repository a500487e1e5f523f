import { createSerwistRoute } from '@serwist/turbopack';

const dist = process.env.OSON_DIST_DIR ?? '.next';
const revision = crypto.randomUUID();

/** The allow-list: build output, public files and the two static shells. No tenant byte, no API. */
export const { dynamic, dynamicParams, revalidate, generateStaticParams, GET } = createSerwistRoute(
  {
    swSrc: 'src/service-worker.ts',
    useNativeEsbuild: true,
    globDirectory: process.cwd(),
    globPatterns: [`${dist}/static/**/*.{js,css,svg,png,webp,json,woff2,wasm}`, 'public/**/*'],
    nextConfig: {},
    additionalPrecacheEntries: [
      { url: '/pos', revision },
      { url: '/office', revision },
    ],
  },
);
