import { handleHeldRowsFile } from '@oson/api';
import { apiContextOf, webServer } from '../../../../wiring/server.ts';

export const dynamic = 'force-dynamic';

/** Gives the rows that were not written back as a file. */
export async function GET(request: Request): Promise<Response> {
  const context = await apiContextOf(request);
  return handleHeldRowsFile(request, { context, origins: [webServer().settings.officeOrigin] });
}
