import { describe, expect, it } from 'vitest'
import { type Facts, OPENING, stateLine, worthSaying } from './line'

const open: Facts = { ...OPENING, loaded: true, connection: 'connected', scope: 'write', kept: true }
const key = (facts: Partial<Facts>, frozen = false) => stateLine({ ...open, ...facts }, frozen).key

describe('the state of a document is one true sentence', () => {
  it.each<[Partial<Facts>, boolean, string]>([
    [{ loaded: false, scope: null }, false, 'loading'],
    [{ scope: null }, false, 'checking'],
    [{}, false, 'saved'],
    [{ unsaved: true }, false, 'saving'],
    [{ connection: 'connecting', unsaved: true }, false, 'saving'],
    [{ connection: 'away', loaded: false }, false, 'awayEmpty'],
    [{ connection: 'away' }, false, 'away'],
    [{ connection: 'away', unsaved: true }, false, 'awayUnsent'],
    [{ connection: 'away', unsaved: true, kept: false }, false, 'awayUnkept'],
    [{ scope: 'read' }, false, 'readOnly'],
    [{ scope: 'read' }, true, 'frozen'],
    [{ scope: 'read', unsaved: true }, false, 'refused'],
    [{ end: 'gone', connection: 'away', unsaved: true }, false, 'gone'],
    [{ end: 'tooLarge', unsaved: true }, false, 'tooLarge'],
  ])('%j %s', (facts, frozen, wanted) => {
    expect(key(facts, frozen)).toBe(`document.state.${wanted}`)
  })

  it('never says "saved" while something is not', () => {
    for (const connection of ['connecting', 'connected', 'away'] as const)
      for (const scope of ['write', 'read', null] as const)
        for (const kept of [true, false])
          expect(key({ connection, scope, kept, unsaved: true })).not.toBe('document.state.saved')
  })
})

describe('what is said aloud', () => {
  const line = (facts: Partial<Facts>) => stateLine({ ...open, ...facts }, false)

  it('is silent while one writes', () => {
    expect(worthSaying(line({}), line({ unsaved: true }))).toBe(false)
    expect(worthSaying(line({ unsaved: true }), line({}))).toBe(false)
  })

  it('tells of a lost connection and of its return', () => {
    expect(worthSaying(line({ unsaved: true }), line({ unsaved: true, connection: 'away' }))).toBe(true)
    expect(worthSaying(line({ unsaved: true, connection: 'away' }), line({}))).toBe(true)
    expect(worthSaying(line({}), line({ connection: 'away' }))).toBe(true)
    expect(worthSaying(line({}), line({ scope: 'read' }))).toBe(true)
  })
})
