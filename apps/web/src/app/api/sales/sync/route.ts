import { handleSalesSync } from '@oson/api';
import { webServer } from '../../../../wiring/server.ts';

/** The door for integrations; its rules stand in packages/api/src/rest. */
export function POST(request: Request): Promise<Response> {
  const { db, limiter } = webServer();
  return handleSalesSync(request, { db, limiter, now: Date.now });
}
