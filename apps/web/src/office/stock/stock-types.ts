import type { AppRouter } from '@oson/api';
import type { TranslateOf } from '@oson/messages';
import type { stockWords } from '@oson/messages/office';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['stock'];
export type StockRow = Outputs['list']['rows'][number];
export type MovementRow = Outputs['movements']['rows'][number];
export type StockT = TranslateOf<typeof stockWords>;

/** The documents that a person books in the office. */
export type DocumentKind = 'receive' | 'count' | 'writeOff';
