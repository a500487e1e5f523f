import { z } from 'zod';

const CURSOR_MAX = 400;
const SEARCH_MAX = 100;

/** What every list takes: a search, the page and its length. */
export const pageInput = {
  search: z.string().max(SEARCH_MAX).optional(),
  cursor: z.string().max(CURSOR_MAX).optional(),
  limit: z.int().min(1).max(500).optional(),
  /** React Query's endless lists send it; ours only go forward. */
  direction: z.literal('forward').optional(),
};

/** As `pageInput`, for lists whose cursor is the id of their last row. */
export const idPageInput = { ...pageInput, cursor: z.uuid().optional() };

/** Whole tiyin that a person may type. */
export const tiyin = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Whole thousandths; below zero only where a document may correct. */
export const thousandths = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
export const businessDay = z.iso.date();
