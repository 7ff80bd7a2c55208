// How a session arrives at somebody who listens over a bad network.
import * as Y from 'yjs'
import { Dice } from './dice.mjs'
import { play } from './sessions.mjs'

/** Yjs sorts again for each struct when it merges, so there must not be many. */
const MOST_MERGED = 40

/**
 * One case: what arrives at first, and what arrives after that, which is everything.
 *
 * @param steps only so much of the session
 */
export function makeCase(seed, steps) {
  const session = play(seed, steps)
  const dice = new Dice(seed + 2 ** 40)
  const { sent, vectors, halves } = session
  return {
    seed,
    steps: session.steps,
    halves,
    vectors,
    faulty: arrive(dice, session),
    everything: dice.chance(0.5) ? sent : dice.shuffled(sent),
    tidy: dice.chance(0.25),
  }
}

function arrive(dice, { sent, wire, vectors }) {
  const loss = dice.pick([0, 0.05, 0.3, 0.7])
  let updates = sent.filter(() => !dice.chance(loss))
  for (const update of wire) {
    if (dice.chance(0.5)) updates.splice(dice.below(updates.length + 1), 0, update)
  }
  if (dice.chance(0.5)) updates = updates.flatMap((update) => (dice.chance(0.1) ? [update, update] : [update]))
  updates = dice.pick([(list) => list, (list) => nearly(dice, list), (list) => dice.shuffled(list)])(updates)
  if (dice.chance(0.5)) updates = joined(dice, updates)
  if (dice.chance(0.3)) {
    updates = updates.map((update) => (dice.chance(0.2) ? Y.diffUpdate(update, dice.pick(vectors)) : update))
  }
  return updates
}

/** Each a few places too early or too late. */
function nearly(dice, list) {
  return list
    .map((update, i) => [i + dice.below(5), update])
    .sort(([a], [b]) => a - b)
    .map(([, update]) => update)
}

/** Some in one piece with their neighbours; now and then with what was in a piece before. */
function joined(dice, list) {
  const pieces = []
  for (let at = 0; at < list.length; ) {
    const n = dice.chance(0.6) ? 1 : dice.between(2, 6)
    const group = list.slice(at, at + n)
    if (pieces.length && dice.chance(0.1)) group.push(dice.pick(pieces))
    pieces.push(group.length === 1 ? group[0] : Y.mergeUpdates(group))
    at += n
  }
  return pieces
}

/** Some updates of a list, in the order they stand there or in any. */
export function some(dice, list) {
  const share = dice.pick([0.2, 0.6, 1])
  const chosen = list.filter(() => dice.chance(share)).slice(0, MOST_MERGED)
  return dice.chance(0.6) ? chosen : dice.shuffled(chosen)
}
