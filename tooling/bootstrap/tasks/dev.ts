import type { Session } from '../session.ts';
import { serve } from './start.ts';

/** The same as start, with hot reload of the web app and restarts of the worker. */
export default async function dev(session: Session, args: string[]): Promise<void> {
  await serve(session, args, 'dev');
}
