import { expect, it } from 'vitest'
import type { Call } from '../wire'
import { Floor, isSeen, stageFirst } from './floor'
import type { LocalMedia } from './media'

const [sound, picture, screen] = ['sound', 'picture', 'screen'] as unknown as MediaStreamTrack[]
const call = (more: Partial<Call>) => ({ mode: 'stage', participants: [], links: [], ...more }) as unknown as Call

function floor() {
  const tracks: Record<string, unknown> = { sound, picture, screen }
  const said: unknown[] = []
  const media = {
    tracks,
    stopSharing: () => {
      tracks.screen = null
    },
  }
  const made = new Floor(media as unknown as LocalMedia, async (params) => said.push(params))
  return { floor: made, tracks, said }
}

it('shows all in a mesh and one on a stage', () => {
  expect(isSeen(undefined, 'a')).toBe(true)
  expect(isSeen(call({ mode: 'mesh' }), 'a')).toBe(true)
  expect(isSeen(call({ stageId: 'b' }), 'a')).toBe(false)
  expect(isSeen(call({ stageId: 'b' }), 'b')).toBe(true)
  expect(isSeen(call({}), undefined)).toBe(false)
})

it('sends no picture of whoever is not on the stage', () => {
  const { floor: mine } = floor()
  expect(mine.outgoing(call({ mode: 'mesh' }), 'a').picture).toBe(picture)
  expect(mine.outgoing(call({ stageId: 'b' }), 'a')).toEqual({ sound, picture: null, screen })
  expect(mine.outgoing(call({ stageId: 'a' }), 'a').picture).toBe(picture)
})

it('puts whoever is seen first', () => {
  const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  expect(stageFirst(all, 'c').map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  expect(stageFirst(all, undefined)).toEqual(all)
})

it('ends the own screen when another one is shown', () => {
  const { floor: mine, tracks, said } = floor()
  mine.changed(call({ sharerId: 'a' }), call({ sharerId: 'a' }), 'a')
  expect(tracks.screen).toBe(screen)
  mine.changed(call({ sharerId: 'a' }), call({ sharerId: 'b' }), 'a')
  expect(tracks.screen).toBe(null)
  expect(said).toEqual([])
})
