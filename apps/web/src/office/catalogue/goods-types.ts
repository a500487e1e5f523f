import type { AppRouter } from '@oson/api';
import type { TranslateOf } from '@oson/messages';
import type { catalogueWords } from '@oson/messages/catalogue';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['catalog'];
type Inputs = inferRouterInputs<AppRouter>['catalog'];

export type GoodsRow = Outputs['list']['rows'][number];
export type GoodsFilter = Inputs['count'];
export type ListInput = GoodsFilter & { limit: number };
export type Item = Outputs['get'];
export type ItemInput = Inputs['create'];
export type CategoryRow = Outputs['category']['list'][number];
export type CatalogueT = TranslateOf<typeof catalogueWords>;
