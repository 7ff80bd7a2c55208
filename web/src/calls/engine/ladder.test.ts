import { expect, it } from 'vitest'
import { type Act, anew, beginning, climb, type Ladder, type LadderEvent, PATIENCE_MS } from './ladder'

/** Climbs through events at their times; says what was asked for. */
function through(start: Ladder, events: [number, LadderEvent, boolean?][]): { ladder: Ladder; acts: Act[] } {
  const acts: Act[] = []
  let ladder = start
  for (const [now, event, reachable = true] of events) {
    const next = climb(ladder, event, now, reachable)
    ladder = next.ladder
    if (next.act) acts.push(next.act)
  }
  return { ladder, acts }
}

const standing: Ladder = { rung: 'connected', failures: 0, deadline: null }

it('waits three seconds before it does anything about a pause', () => {
  const { ladder, acts } = through(standing, [
    [0, 'disconnected'],
    [2_999, 'time'],
  ])
  expect(acts).toEqual([])
  expect(ladder.rung).toBe('waiting')
  expect(through(ladder, [[3_000, 'time']]).acts).toEqual(['restart'])
})

it('asks for new paths, then a new connection, then the relay, and goes on with both', () => {
  let at = 0
  const events: [number, LadderEvent][] = [[0, 'failed']]
  for (const wait of [PATIENCE_MS.restarting, PATIENCE_MS.connecting, PATIENCE_MS.connecting, PATIENCE_MS.lost]) {
    at += wait
    events.push([at, 'time'])
  }
  const { ladder, acts } = through(standing, events)
  expect(acts).toEqual(['restart', 'renew', 'relay', 'renew', 'relay'])
  expect(ladder.rung).toBe('lost')
})

it('gives an attempt that the other one has begun its whole time', () => {
  const begun = climb(standing, 'failed', 0, true).ladder
  const given = anew(begun, 7_000)
  expect(through(given, [[14_999, 'time']]).acts).toEqual([])
  expect(through(given, [[15_000, 'time']]).acts).toEqual(['renew'])
  // Nor does it shorten what a lost one waits.
  expect(anew({ rung: 'lost', failures: 4, deadline: 20_000 }, 1_000).deadline).toBe(20_000)
})

it('is back at the bottom once it stands', () => {
  const { ladder, acts } = through(standing, [
    [0, 'failed'],
    [8_000, 'time'],
    [9_000, 'connected'],
    [20_000, 'time'],
    [30_000, 'failed'],
  ])
  expect(acts).toEqual(['restart', 'renew', 'restart'])
  expect(ladder.failures).toBe(1)
})

it('begins nothing while the other one cannot be spoken to, and then at once', () => {
  const { ladder, acts } = through(standing, [
    [0, 'failed', false],
    [1_000, 'time', false],
    [2_000, 'time', false],
  ])
  expect(acts).toEqual([])
  expect(ladder.rung).toBe('waiting')
  expect(through(ladder, [[3_000, 'time']]).acts).toEqual(['restart'])
})

it('does not wait when this device is on another network', () => {
  expect(through(standing, [[0, 'network']]).acts).toEqual(['restart'])
  const restarting = through(standing, [
    [0, 'failed'],
    [1, 'network'],
  ])
  expect(restarting.acts).toEqual(['restart'])
})

it('gives a first connection eight seconds', () => {
  const start = beginning(100)
  expect(through(start, [[8_099, 'time']]).acts).toEqual([])
  expect(through(start, [[8_100, 'time']]).acts).toEqual(['restart'])
})
