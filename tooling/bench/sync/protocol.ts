/** What the bench asks of its processes, over IPC. */
import type { DatabaseUrls } from '@oson/db';
import type { BenchShop } from './shops.ts';

export const WAYS = ['limit', 'operation', 'unwalled', 'batches', 'single', 'natural'] as const;
/** limit (a), operation (b), the same with row security off, HTTP (c) in batches and singly, (d). */
export type Way = (typeof WAYS)[number];

export type Setup = {
  urls: DatabaseUrls;
  ownerUrl: string;
  workerUrl: string;
  shops: BenchShop[];
};
export type Order =
  | { do: 'setup'; setup: Setup }
  /** Seals and signs beforehand what the next run of a way will send. */
  | { do: 'prepare'; way: Way; units: number }
  | { do: 'run'; way: Way; connections: number; seconds: number; least: number };

/** A run ends when its time is over and `least` units were sent. */
export type Run = {
  sales: number;
  seconds: number;
  /** Of each request or transaction, ms. */
  latencies: number[];
  /** Nothing was left to send before the time was over. */
  ranDry: boolean;
};

/** Sales in one request of a way. */
export const sizeOf = (way: Way): number => (way === 'single' || way === 'natural' ? 1 : 50);
