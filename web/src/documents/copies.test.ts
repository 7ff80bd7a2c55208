import { expect, it } from 'vitest'
import { copiesOf, copyName, forgetAllCopies, forgetOldCopies, writeCopy } from './copies'
import type { DocumentSummary } from './wire'

const DAY = 86_400_000

function keep(personId: string, id: string, at: number, unsent = false): void {
  const document = { id, title: id, state: 'open', role: 'edit' } as DocumentSummary
  writeCopy(copyName(personId, id), { document, at, unsent })
}

const kept = (personId: string) => copiesOf(personId).map((copy) => copy.document.id)

it('keeps what was used lately and what is not sent, and nothing of anybody else', async () => {
  const now = 100 * DAY
  keep('nora', 'lately', now - 2 * DAY)
  keep('nora', 'old', now - 31 * DAY)
  keep('nora', 'old-unsent', now - 31 * DAY, true)
  keep('nor', 'other', now, true)
  localStorage.setItem(copyName('nora', 'broken'), '{')
  await forgetOldCopies('nora', now)
  expect(kept('nora').sort()).toEqual(['lately', 'old-unsent'])
  expect(kept('nor')).toEqual([])
  expect(localStorage.getItem(copyName('nora', 'broken'))).toBeNull()
})

it('forgets everything when one signs out, text and entry', async () => {
  keep('nora', 'd1', 1)
  const name = copyName('nora', 'd1')
  await new Promise((resolve) => {
    const open = indexedDB.open(name)
    open.onsuccess = () => {
      open.result.close()
      resolve(null)
    }
  })
  await forgetAllCopies()
  expect(kept('nora')).toEqual([])
  expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name)
})
