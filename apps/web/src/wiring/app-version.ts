// A service worker knows no environment: there the build's default stands.
const given = typeof process === 'undefined' ? undefined : process.env.NEXT_PUBLIC_APP_VERSION;

/** Version of this build of the app, as hello tells it. */
export const APP_VERSION = given ?? '0.1.0';
