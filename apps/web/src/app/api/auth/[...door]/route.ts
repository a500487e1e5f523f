import { webServer } from '../../../../wiring/server.ts';

export const dynamic = 'force-dynamic';

/** Passwords and session cookies; the list of doors stands in packages/auth. */
export const POST = (request: Request): Promise<Response> => webServer().handleAuthRequest(request);
