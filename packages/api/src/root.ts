import { router } from './trpc/trpc.ts';

/** Every procedure of the product; one router an area, served by web and worker alike. */
export const appRouter = router({});
export type AppRouter = typeof appRouter;
