import { handleImportUpload } from '@oson/api';
import { apiContextOf, webServer } from '../../../../wiring/server.ts';

export const dynamic = 'force-dynamic';

/** Takes an import file in; its rules stand in packages/api/src/import. */
export async function POST(request: Request): Promise<Response> {
  const context = await apiContextOf(request);
  return handleImportUpload(request, { context, origins: [webServer().settings.officeOrigin] });
}
