import type { AppRouter } from '@oson/api';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
export type SaleRow = Outputs['sale']['list']['rows'][number];
export type SaleDetail = Outputs['sale']['detail'];
