import { handleTrpcRequest } from '../../../../wiring/trpc-door.ts';

export const dynamic = 'force-dynamic';

export const GET = handleTrpcRequest;
export const POST = handleTrpcRequest;
