import { type PullRow, unpackGroup } from '@oson/contract';

/** A row as it lies on the device; a deleted one stays as a mark, so that an older one cannot return. */
export type KeptRow = PullRow;
export type ChunkRecord = {
  key: string;
  kind: string;
  no: number;
  rows: KeptRow[];
  /** A group of a snapshot as it came, in place of rows, until one of them changes. */
  packed?: string;
};
type Place = { key: string; at: number };

/** Where a snapshot's groups lie; rows that come later lie in chunks of their kind. */
const PACKED = 'goods';

/** Records of a snapshot's groups, ready to be written: text is stored faster than rows. */
export function packedChunks(groups: readonly string[]): ChunkRecord[] {
  return groups.map((packed, no) => {
    return { key: `${PACKED}/${no}`, kind: PACKED, no, rows: [], packed };
  });
}

const CHUNK_ROWS = 250;

/**
 * Pulled rows in chunks of some hundred: IndexedDB costs per record, so 50 000 goods are 200 records
 * and a change rewrites one of them.
 */
export class Chunks {
  #chunks = new Map<string, ChunkRecord>();
  #places = new Map<string, Place>();
  #counts = new Map<string, number>();

  constructor(records: readonly ChunkRecord[]) {
    for (const record of records) this.#keep(unpacked(record));
  }

  /** All rows that are not deleted. */
  *rows(): Iterable<KeptRow> {
    for (const chunk of this.#chunks.values()) {
      for (const row of chunk.rows) if (row.data !== undefined) yield row;
    }
  }

  /**
   * Works out what a page of rows changes: `records` are the chunks to write, `applied` the rows
   * whose version was above the local one. Nothing changes here before `keep`.
   */
  plan(rows: readonly PullRow[]): { records: ChunkRecord[]; applied: PullRow[] } {
    const dirty = new Map<string, ChunkRecord>();
    const placed = new Map<string, Place>();
    const applied: PullRow[] = [];
    for (const row of rows) {
      const id = `${row.kind}/${row.id}`;
      const place = placed.get(id) ?? this.#places.get(id) ?? this.#next(row.kind, dirty);
      const chunk = this.#writable(place.key, dirty);
      const there = chunk.rows[place.at];
      if (there && there.version >= row.version) continue;
      chunk.rows[place.at] = row;
      placed.set(id, place);
      applied.push(row);
    }
    return { records: [...dirty.values()], applied };
  }

  /** Takes over chunks that are safely written. */
  keep(records: readonly ChunkRecord[]): void {
    for (const record of records) this.#keep(record);
  }

  #keep(record: ChunkRecord): void {
    this.#chunks.set(record.key, record);
    const { key } = record;
    for (const [at, row] of record.rows.entries()) {
      this.#places.set(`${row.kind}/${row.id}`, { key, at });
    }
    const count = this.#counts.get(record.kind) ?? 0;
    this.#counts.set(record.kind, Math.max(count, record.no * CHUNK_ROWS + record.rows.length));
  }

  #next(kind: string, dirty: ReadonlyMap<string, ChunkRecord>): Place {
    let no = Math.floor((this.#counts.get(kind) ?? 0) / CHUNK_ROWS);
    const at = (key: string) => dirty.get(key) ?? this.#chunks.get(key);
    while ((at(`${kind}/${no}`)?.rows.length ?? 0) >= CHUNK_ROWS) no += 1;
    const key = `${kind}/${no}`;
    return { key, at: at(key)?.rows.length ?? 0 };
  }

  #writable(key: string, dirty: Map<string, ChunkRecord>): ChunkRecord {
    const ready = dirty.get(key);
    if (ready) return ready;
    const [kind = '', no = '0'] = key.split('/');
    const copy = { key, kind, no: Number(no), rows: [...(this.#chunks.get(key)?.rows ?? [])] };
    dirty.set(key, copy);
    return copy;
  }
}

/** With rows in memory; on the disk it stays as it is until one of them changes. */
function unpacked(record: ChunkRecord): ChunkRecord {
  const { packed, ...rest } = record;
  return packed === undefined ? record : { ...rest, rows: unpackGroup(packed) };
}
