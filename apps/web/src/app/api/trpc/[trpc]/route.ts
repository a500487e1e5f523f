import { handleTrpcRequest } from '@oson/api';
import { apiContextOf, webServer } from '../../../../wiring/server.ts';

export const dynamic = 'force-dynamic';

function handle(request: Request): Promise<Response> {
  const { officeOrigin, consoleOrigin } = webServer().settings;
  const origins = [officeOrigin, consoleOrigin];
  return handleTrpcRequest(request, { origins, contextOf: apiContextOf });
}

export const GET = handle;
export const POST = handle;
