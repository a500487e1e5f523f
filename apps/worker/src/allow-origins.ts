import cors from '@fastify/cors';
import { HEADER_INCARNATION, HEADER_NONCE, HEADER_SIGNATURE } from '@oson/contract';
import type { FastifyInstance } from 'fastify';

const DAY_S = 86_400;

/** Pages of our own origins may call; no cookie ever travels here, so none is allowed. */
export async function allowOrigins(app: FastifyInstance, origins: string[]): Promise<void> {
  await app.register(cors, {
    origin: [...new Set(origins)],
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type', HEADER_INCARNATION, HEADER_NONCE, HEADER_SIGNATURE],
    exposedHeaders: ['retry-after', 'x-request-id'],
    credentials: false,
    maxAge: DAY_S,
  });
}
