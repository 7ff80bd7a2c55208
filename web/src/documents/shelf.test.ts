import { expect, it } from 'vitest'
import type { Client } from '../realtime/client'
import { dropDocument, putDocument, shelfOf } from './shelf'
import type { DocumentSummary } from './wire'

const document = (id: string, minute: number, roomId = 'r1') =>
  ({ id, title: id, roomId, state: 'open', role: 'own', updatedAt: `2026-10-06T08:0${minute}:00Z` }) as DocumentSummary

it('keeps a list that is known in order, and does not invent one that is not', () => {
  const client = {} as Client
  const ids = (roomId: string) =>
    shelfOf(client)
      .getState()
      .lists[roomId]?.map(({ id }) => id)
  putDocument(client, document('a', 1))
  expect(ids('r1')).toBeUndefined()
  shelfOf(client).setState({ lists: { r1: [document('a', 1)] } })
  putDocument(client, document('b', 3))
  putDocument(client, document('c', 2))
  putDocument(client, document('a', 4))
  putDocument(client, document('d', 5, 'r2'))
  expect(ids('r1')).toEqual(['a', 'b', 'c'])
  dropDocument(client, document('b', 3))
  expect(ids('r1')).toEqual(['a', 'c'])
})

it('is another for another person', () => {
  expect(shelfOf({} as Client)).not.toBe(shelfOf({} as Client))
})
