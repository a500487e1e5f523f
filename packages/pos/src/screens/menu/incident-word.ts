import type { Incident } from '../../recovery/incidents.ts';

const WORDS = {
  'journal-gone': 'inc_journal_gone',
  'journal-behind': 'inc_journal_behind',
  'copy-behind': 'inc_copy_behind',
  'cache-behind': 'inc_cache_behind',
  'copy-unopened': 'inc_copy_unopened',
  recovered: 'inc_recovered',
  'records-missing': 'inc_records_missing',
  'record-damaged': 'inc_record_damaged',
  fork: 'inc_fork',
  full: 'inc_full',
} as const;

/** The word for what happened to the storage. */
export function incidentWord({ kind }: Incident): (typeof WORDS)[Incident['kind']] {
  return WORDS[kind];
}
