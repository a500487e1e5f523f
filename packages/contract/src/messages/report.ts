/** What a terminal tells about its own storage: nothing here changes a row of business. */
export type ReportRequest = {
  incarnation: string;
  losses: { incarnation: string; fromSeq: number; toSeq: number; cause: string }[];
  forks: { incarnation: string; seq: number }[];
  errors: { at: number; code: string; message: string }[];
};
export type ReportAnswer = { nonce: string };
