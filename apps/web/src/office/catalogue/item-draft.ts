import { isMxik } from '@oson/domain';
import type { Item, ItemInput } from './goods-types.ts';

export type BarcodeDraft = { key: number; code: string; packQuantity: number | null };
export type SkuDraft = Omit<ItemInput['skus'][number], 'barcodes' | 'options'> & {
  key: number;
  /** "M, qora"; empty for the only SKU. */
  variant: string;
  options: ItemInput['skus'][number]['options'];
  barcodes: BarcodeDraft[];
  /** The price is typed at the sale. */
  open: boolean;
};
export type ItemDraft = Omit<ItemInput, 'skus' | 'moveBarcodes'> & {
  skus: SkuDraft[];
  moveBarcodes: string[];
};

/** Stands for the item in the address while it does not exist yet. */
export const NEW_ITEM = 'new';

const ONE = 1000;
/** Behind those that were placed by hand. */
const LAST_FAVOURITE = 1000;
let lastKey = 0;
export const nextKey = () => ++lastKey;

export function emptyDraft(categoryId: string | null = null): ItemDraft {
  return {
    name: '',
    names: {},
    categoryId,
    mxik: null,
    packageCode: null,
    markedGroup: null,
    moveBarcodes: [],
    skus: [emptySku()],
  };
}

/** A new SKU; one beside others takes their unit and price as a start. */
export function emptySku(like?: SkuDraft): SkuDraft {
  return {
    key: nextKey(),
    variant: '',
    options: [],
    code: null,
    unit: like?.unit ?? 'dona',
    kind: like?.kind ?? 'piece',
    tracked: like?.tracked ?? true,
    taxRateBp: like?.taxRateBp ?? null,
    favourite: null,
    price: like?.price ?? null,
    cost: like?.cost ?? null,
    open: false,
    barcodes: [],
  };
}

export function draftOf(item: Item): ItemDraft {
  const { name, names, categoryId, mxik, packageCode, markedGroup } = item;
  return {
    name,
    names,
    categoryId,
    mxik,
    packageCode,
    markedGroup,
    moveBarcodes: [],
    skus: item.skus.map((sku) => ({
      key: nextKey(),
      id: sku.id,
      variant: variantOf(sku.options),
      options: sku.options,
      code: sku.code,
      unit: sku.unit,
      kind: sku.kind,
      tracked: sku.tracked,
      taxRateBp: sku.taxRateBp,
      favourite: sku.favourite,
      price: sku.price,
      cost: sku.cost,
      open: sku.price === null,
      barcodes: sku.barcodes.map((barcode) => ({ ...barcode, key: nextKey() })),
    })),
  };
}

/** What the form sends; empty codes are left out. */
export function inputOf(draft: ItemDraft): ItemInput {
  return {
    ...draft,
    skus: draft.skus.map(({ key: _key, variant, open, ...sku }) => ({
      ...sku,
      options: optionsOf(variant, sku.options),
      kind: kindOf(sku),
      price: open ? null : sku.price,
      barcodes: sku.barcodes
        .filter((barcode) => barcode.code.trim() !== '')
        .map(({ code, packQuantity }) => ({ code, packQuantity: packQuantity ?? ONE })),
    })),
  };
}

function kindOf(sku: Pick<SkuDraft, 'kind' | 'unit'>): SkuDraft['kind'] {
  if (sku.unit === 'kg') return 'weighed';
  return sku.kind === 'weighed' ? 'piece' : sku.kind;
}

const variantOf = (options: SkuDraft['options']) =>
  options.map((option) => option.value).join(', ');

/**
 * The parts of a changed variant keep the names that its options had. One that nobody changed keeps
 * its options: a value may have a comma of its own ("0,5 l").
 */
function optionsOf(variant: string, before: SkuDraft['options']): SkuDraft['options'] {
  if (variant === variantOf(before)) return before;
  return variant
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((value, index) => ({ name: before[index]?.name ?? '', value }));
}

export const favouriteOf = (on: boolean, before: number | null) =>
  on ? (before ?? LAST_FAVOURITE) : null;

export type DraftProblem = 'name' | 'price' | 'mxik';

/** What is missing before the form can be sent. */
export function problemsOf(draft: ItemDraft): Set<DraftProblem> {
  const problems = new Set<DraftProblem>();
  if (draft.name.trim() === '') problems.add('name');
  if (draft.skus.some((sku) => !sku.open && sku.price === null)) problems.add('price');
  const mxik = draft.mxik?.trim() ?? '';
  if (mxik !== '' && !isMxik(mxik)) problems.add('mxik');
  return problems;
}
