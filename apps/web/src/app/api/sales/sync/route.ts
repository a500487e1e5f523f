import { handleSalesSync } from '@oson/api';
import { webServer } from '../../../../wiring/server.ts';

/** The door for integrations; its rules stand in packages/api/src/rest. */
export function POST(request: Request): Promise<Response> {
  return handleSalesSync(request, { db: webServer().db, now: Date.now });
}
