import type { Bug } from './bug.ts';
import { BUGS_OF_THE_CORE } from './a/core-bugs.ts';
import { BUGS_OF_THE_HOST } from './a/host-bugs.ts';
import { BUGS_OF_THE_SERVER } from './a/server-bugs.ts';
import { BUGS_OF_THE_TILL } from './b/client-bugs.ts';
import { BUGS_OF_THE_OPERATIONS } from './c/operations-bugs.ts';

export type { Bug, Edit } from './bug.ts';

/** Every planted bug of every layer. Another layer adds its list here. */
export const BUGS: readonly Bug[] = [
  ...BUGS_OF_THE_CORE,
  ...BUGS_OF_THE_HOST,
  ...BUGS_OF_THE_SERVER,
  ...BUGS_OF_THE_TILL,
  ...BUGS_OF_THE_OPERATIONS,
];
