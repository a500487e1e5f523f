import { type NextRequest, NextResponse } from 'next/server';
import { areaOf, originOfArea, originsFrom } from './wiring/areas.ts';
import { securityHeaders } from './wiring/security-headers.ts';

/**
 * Serves each area on its own origin only and puts the security headers on every answer.
 * This is hygiene, never the authorisation: each procedure checks its caller by itself (S8).
 */
export function proxy(request: NextRequest): NextResponse {
  const origins = originsFrom(process.env);
  const area = areaOf(request.nextUrl.pathname);
  const here = `${request.nextUrl.protocol}//${request.headers.get('host') ?? ''}`;
  const home = area === 'shared' ? undefined : originOfArea(origins, area);
  if (home && home !== here && Object.values(origins).includes(here)) {
    if (request.method !== 'GET') return new NextResponse(null, { status: 404 });
    const target = request.nextUrl.pathname + request.nextUrl.search;
    return NextResponse.redirect(new URL(target, home), 307);
  }
  const response = NextResponse.next();
  for (const [name, value] of Object.entries(securityHeaders(origins))) {
    response.headers.set(name, value);
  }
  return response;
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|serwist/|icons/|appearance.js|favicon.ico).*)'],
};
