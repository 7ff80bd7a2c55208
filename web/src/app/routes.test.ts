import { describe, expect, it } from 'vitest'
import { matchRoute, paths } from './routes'

describe('routes', () => {
  it.each([
    ['/', 'today'],
    ['/gespraeche', 'rooms'],
    ['/gespraeche/r1/termine', 'roundDates'],
    ['/gespraeche/r1/dokumente', 'roomDocuments'],
    ['/gespraeche/r1/dokumente/d1', 'roomDocument'],
    ['/dokumente', 'documents'],
    ['/dokumente/d1', 'document'],
    ['/gespraeche/r1/dokumente/d1/verlauf', 'roomHistory'],
    ['/gespraeche/r1/dokumente/d1/vorschlaege/s1', 'roomSuggestions'],
    ['/dokumente/d1/verlauf/v1', 'history'],
    ['/dokumente/d1/vorschlaege', 'suggestions'],
    ['/programm/p1', 'programme'],
    ['/programm/p1/woche/3', 'programmeWeek'],
    ['/mehr', 'more'],
    ['/einstellungen', 'settings'],
    ['/verwaltung', 'admin'],
    ['/einladung', 'invitation'],
    ['/gast', 'guest'],
    ['/gibt-es-nicht', 'missing'],
  ])('%s is %s', (path, name) => {
    expect(matchRoute(path).name).toBe(name)
  })

  it('carries any room id there and back', () => {
    const id = 'r/1 ä?'
    expect(matchRoute(paths.room(id))).toMatchObject({ name: 'room', params: { roomId: id } })
  })

  it('leads to a document beside its conversation, or alone', () => {
    expect(matchRoute(paths.document('d/1', 'r 1')).params).toEqual({ roomId: 'r 1', documentId: 'd/1' })
    expect(matchRoute(paths.document('d/1', null)).params).toEqual({ documentId: 'd/1' })
  })

  it('leads to what is known of a document, or to one part of it', () => {
    expect(matchRoute(paths.history('d/1', 'r 1', 'v 1'))).toMatchObject({
      name: 'roomHistory',
      params: { roomId: 'r 1', documentId: 'd/1', chosen: 'v 1' },
    })
    expect(matchRoute(paths.suggestions('d1')).params).toEqual({ documentId: 'd1' })
  })

  it('survives a broken escape', () => {
    expect(matchRoute('/gespraeche/%E0%A4%A').params.roomId).toBe('%E0%A4%A')
  })
})
