import { describe, expect, it } from 'vitest'
import { hasArrived, inOrder, news, type Pending, withoutThread, withThread } from './threads'
import type { Comment, Thread } from './wire'

const comment = (id: string, authorId = 'jonas', text = id): Comment => ({
  id,
  authorId,
  text,
  createdAt: '2026-11-02T08:00:00Z',
  editedAt: null,
  deleted: false,
})
const thread = (id: string, minute: number, ...comments: Comment[]): Thread => ({
  id,
  anchor: { from: 'AA==', to: 'AA==' },
  quote: id,
  createdAt: `2026-11-02T08:0${minute}:00Z`,
  resolvedById: null,
  resolvedAt: null,
  comments,
})
const ids = (threads: Thread[]) => threads.map(({ id }) => id)

describe('threads', () => {
  it('take the place of what was known of them, oldest first', () => {
    const before = [thread('a', 1), thread('c', 3)]
    expect(ids(withThread(before, thread('b', 2)))).toEqual(['a', 'b', 'c'])
    expect(withThread(before, thread('a', 1, comment('k')))[0]?.comments).toHaveLength(1)
    expect(ids(withoutThread(before, 'a'))).toEqual(['c'])
  })

  it('stand as their places do; those about everything first, those without a place last', () => {
    const all = [thread('lost', 1), thread('late', 2), thread('early', 3), { ...thread('whole', 4), anchor: null }]
    expect(ids(inOrder(all, ['early', 'late']))).toEqual(['whole', 'early', 'late', 'lost'])
  })
})

describe('news', () => {
  it('is what others have said, once, and not what is gone', () => {
    const before = [thread('a', 1, comment('k1'))]
    const gone = { ...comment('k4'), text: '', deleted: true }
    const after = [thread('a', 1, comment('k1'), comment('k2'), gone), thread('b', 2, comment('k3', 'nora'))]
    expect(news(before, after, 'nora').map(({ id }) => id)).toEqual(['k2'])
    expect(news(after, after, 'nora')).toEqual([])
  })
})

describe('what was sent', () => {
  const pending: Pending = {
    cid: 'x',
    threadId: 'a',
    text: 'Ja.',
    anchor: null,
    quote: null,
    createdAt: '',
    state: 'sending',
    before: new Set(['k1']),
  }
  it('has arrived when it is there and was not before', () => {
    expect(hasArrived(pending, [thread('a', 1, comment('k1', 'nora', 'Ja.'))], 'nora')).toBe(false)
    expect(hasArrived(pending, [thread('a', 1, comment('k2', 'nora', 'Ja.'))], 'nora')).toBe(true)
    expect(hasArrived(pending, [thread('a', 1, comment('k2', 'jonas', 'Ja.'))], 'nora')).toBe(false)
    expect(hasArrived(pending, [thread('b', 1, comment('k2', 'nora', 'Ja.'))], 'nora')).toBe(false)
    expect(hasArrived({ ...pending, threadId: null }, [thread('b', 1, comment('k2', 'nora', 'Ja.'))], 'nora')).toBe(
      true,
    )
  })
})
