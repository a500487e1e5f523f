import type { AppRouter } from '@oson/api';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['import'];
type Inputs = inferRouterInputs<AppRouter>['import'];

export type ImportPreview = Outputs['get'];
export type ImportRow = Outputs['rows']['rows'][number];
export type ImportSummary = Outputs['list'][number];
export type Problem = ImportRow['problems'][number];
export type ProblemCode = Problem['code'];
export type Decision = NonNullable<Inputs['answer']['answers'][number]['decision']>;
export type ImportSettings = Inputs['change']['settings'];
export type Column = ImportPreview['mapping']['sheets'][number]['columns'][number];
export type ColumnRole = Column['role'];
/** What the table shows: all rows, those with any problem, or with one. */
export type RowView = '' | 'any' | ProblemCode;
