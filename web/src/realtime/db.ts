import { openDB } from 'idb'
import type { OutboxRow } from './outbox'

/** Where the outbox survives a closed tab, a closed laptop, an empty battery. */
export interface RowStore {
  all(): Promise<OutboxRow[]>
  put(row: OutboxRow): Promise<void>
  delete(cid: string): Promise<void>
  clear(): Promise<void>
}

const TABLE = 'outbox'

export async function openRows(name = 'amtsrunde'): Promise<RowStore> {
  const db = await openDB(name, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore(TABLE, { keyPath: 'cid' })
    },
  })
  return {
    all: () => db.getAll(TABLE),
    put: async (row) => {
      await db.put(TABLE, row, undefined)
    },
    delete: (cid) => db.delete(TABLE, cid),
    clear: () => db.clear(TABLE),
  }
}

/** For browsers that refuse a database: sends as well, and forgets with the tab. */
export function rowsInMemory(): RowStore {
  const rows = new Map<string, OutboxRow>()
  return {
    all: async () => [...rows.values()],
    put: async (row) => {
      rows.set(row.cid, row)
    },
    delete: async (cid) => {
      rows.delete(cid)
    },
    clear: async () => rows.clear(),
  }
}
