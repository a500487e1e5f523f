/** Sealed operations that this device no longer has; `toSeq` null = nobody knows how many. */
export type LossReport = {
  incarnation: string;
  fromSeq: number;
  toSeq: number | null;
  /** `evicted`, `corrupt`, `rolled-back`, `journal-gone`, `unknown`, or a later one. */
  cause: string;
};

/**
 * `canary`: the three marks disagree; `copy-read`: operations came back from the second copy;
 * `ballast`: it was given up; `full`: a strict write failed.
 */
export type StorageReport = {
  at: number;
  kind: 'canary' | 'copy-read' | 'ballast' | 'full';
  cause: string;
  /** Operations concerned. */
  count: number;
};

/** What a terminal tells about its own storage: nothing here changes a row of business. */
export type ReportRequest = {
  incarnation: string;
  losses: LossReport[];
  forks: { incarnation: string; seq: number }[];
  errors: { at: number; code: string; message: string }[];
  /** What its storage did: canary, second copy, ballast. */
  storage?: StorageReport[];
  /** Incarnations that are over and whose every operation the server has named. */
  drained?: { incarnation: string; lastSeq: number; lastHash: string }[];
};
export type ReportAnswer = { nonce: string };
