export type { RestSale } from './rest-sale.ts';
export {
  type RestAnswer,
  type RestCaller,
  type RestOutcome,
  takeRestSale,
} from './take-rest-sale.ts';
