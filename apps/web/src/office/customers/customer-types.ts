import type { AppRouter } from '@oson/api';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['customer'];
export type CustomerRow = Outputs['list']['rows'][number];
export type CustomerDetail = Outputs['detail'];
