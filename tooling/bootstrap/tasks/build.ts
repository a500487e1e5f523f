import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { buildWeb } from '../web-build.ts';

/** Builds the web app for production unless nothing has changed since the last build. */
export default async function build(session: Session): Promise<void> {
  await prepareClient(session);
  await buildWeb(session);
}
