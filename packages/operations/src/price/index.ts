export { type PriceChange, setPrice } from './set-price.ts';
