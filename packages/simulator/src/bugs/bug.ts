import type { LayerName } from '../sim/layer.ts';

/** One place of a file and what stands there instead; `find` must be there exactly once. */
export type Edit = {
  /** From the root of the repository. */
  file: string;
  find: string;
  replace: string;
};

/**
 * A planted bug: the simulator must notice it within 200 seeds of its layer, or it guards nothing. A
 * bug met in the field adds one.
 */
export type Bug = Edit & {
  name: string;
  layer: LayerName;
  /** Whose real failure this is, or what of ours it undoes. */
  from: string;
  /** Further places that belong to it. */
  also?: readonly Edit[];
};
