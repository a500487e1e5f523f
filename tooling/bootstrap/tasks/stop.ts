import type { Session } from '../session.ts';
import { stopLeftoverDatabase } from '../database.ts';

/** Ends what a command that was killed the hard way has left running. */
export default async function stop(session: Session): Promise<void> {
  if (await session.own()) await stopLeftoverDatabase(session.dataDir);
}
