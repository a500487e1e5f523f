import type { AppRouter } from '@oson/api';
import type { inferRouterOutputs } from '@trpc/server';

/** What the dashboard's query answers. */
export type Figures = inferRouterOutputs<AppRouter>['report']['dashboard'];
