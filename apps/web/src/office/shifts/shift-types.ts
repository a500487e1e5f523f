import type { AppRouter } from '@oson/api';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
export type ShiftRow = Outputs['shift']['list']['rows'][number];
export type ShiftDetail = Outputs['shift']['detail'];
