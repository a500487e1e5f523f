/** Runs on Node 24: `npm start`, `npm test` and the other fixed commands, one file each. */
import { DATA_DIR } from './environment.ts';
import { Session } from './session.ts';

type Task = (session: Session, args: string[]) => Promise<void>;

const tasks: Record<string, () => Promise<{ default: Task }>> = {
  start: () => import('./tasks/start.ts'),
  dev: () => import('./tasks/dev.ts'),
  test: () => import('./tasks/test.ts'),
  check: () => import('./tasks/check.ts'),
  e2e: () => import('./tasks/e2e.ts'),
  build: () => import('./tasks/build.ts'),
  seed: () => import('./tasks/seed.ts'),
  reset: () => import('./tasks/reset.ts'),
  doctor: () => import('./tasks/doctor.ts'),
  bench: () => import('./tasks/bench.ts'),
  drill: () => import('./tasks/drill.ts'),
  sim: () => import('./tasks/sim.ts'),
  guarantees: () => import('./tasks/guarantees.ts'),
  backup: () => import('./tasks/backup.ts'),
  restore: () => import('./tasks/restore.ts'),
  stop: () => import('./tasks/stop.ts'),
};

const [name = 'start', ...args] = process.argv.slice(2);
const load = tasks[name];
if (!load) {
  console.error(`"${name}" is no command here. There are: ${Object.keys(tasks).join(', ')}`);
  process.exit(1);
}
const session = new Session(DATA_DIR);
const task = await load();
await task.default(session, args);
await session.stop(0);
