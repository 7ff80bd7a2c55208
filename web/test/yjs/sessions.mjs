// People who work on one document at the same time over a bad network.
import * as Y from 'yjs'
import { Dice } from './dice.mjs'
import { edit, ROOTS, roots } from './edits.mjs'

/** Marks what came from elsewhere, so that undo leaves it alone. */
const ELSEWHERE = 'elsewhere'

/**
 * Plays a session. The same seed gives the same bytes; fewer steps give the beginning of the same session.
 *
 * @param steps how many things happen at most; a seed has its own number
 * @returns `sent`: every change as the client sent it that made it, in this order; `wire`: what else went over the network,
 *   such as answers to state vectors and whole states; `vectors`: state vectors of clients at some time; `halves`: whether
 *   somebody wrote halves of surrogate pairs
 */
export function play(seed, steps = Number.POSITIVE_INFINITY) {
  const dice = new Dice(seed)
  const session = new Session(dice)
  const length = Math.min(
    steps,
    dice.weighed([
      [86, () => dice.between(4, 24)],
      [12, () => dice.between(24, 70)],
      [2, () => dice.between(100, 300)],
    ])(),
  )
  for (let step = 0; step < length; step++) session.step()
  if (session.ends) session.meet()
  const { sent, wire, vectors, halves } = session
  return { seed, steps: length, sent, wire, vectors, halves, clients: session.clients }
}

class Session {
  sent = []
  wire = []
  vectors = [new Uint8Array([0])]

  constructor(dice) {
    this.dice = dice
    this.halves = dice.chance(0.1)
    this.favourite = dice.below(ROOTS.length)
    this.ends = dice.chance(0.3)
    this.loss = dice.pick([0, 0.1, 0.5])
    this.ids = new Set()
    this.clients = []
    for (let n = dice.between(3, 7); n > 0; n--) this.join()
  }

  join(state) {
    const { dice } = this
    const doc = new Y.Doc({ gc: dice.chance(0.75), guid: 'session' })
    doc.clientID = this.newId()
    const client = { doc, inbox: [], undo: null, caret: 0 }
    // Some programs ask for their roots only later.
    if (dice.chance(0.8)) roots(doc)
    if (state) Y.applyUpdate(doc, state, ELSEWHERE)
    const told = (update, _origin, _doc, transaction) => {
      if (transaction.local) this.send(client, update)
      else this.wire.push(update)
    }
    // Telling costs, so most of what came from elsewhere is not told again.
    doc.on('beforeTransaction', (transaction) => {
      if (transaction.local || dice.chance(0.05)) doc.on('update', told)
      else doc.off('update', told)
    })
    if (dice.chance(0.3)) {
      // Either each change is taken back alone or all since the last pause: no clock is asked.
      client.undo = new Y.UndoManager(roots(doc), {
        captureTimeout: dice.chance(0.5) ? 0 : 1e12,
        ignoreRemoteMapChanges: dice.chance(0.3),
      })
    }
    this.clients.push(client)
    return client
  }

  newId() {
    let id
    do {
      id = this.dice.weighed([
        [2, () => this.dice.between(1, 200)],
        [4, () => this.dice.below(2 ** 32)],
        [2, () => this.dice.below(2 ** 21) * 2 ** 32 + this.dice.below(2 ** 32)],
        [1, () => Number.MAX_SAFE_INTEGER - this.dice.below(3)],
      ])()
    } while (this.ids.has(id))
    this.ids.add(id)
    return id
  }

  send(from, update) {
    this.sent.push(update)
    for (const client of this.clients) {
      if (client !== from && !this.dice.chance(this.loss)) client.inbox.push(update)
    }
  }

  step() {
    const { dice } = this
    const client = dice.pick(this.clients)
    dice.weighed([
      [48, () => this.change(client)],
      [15, () => this.typing(client)],
      [client.undo ? 12 : 0, () => undo(dice, client.undo)],
      [20, () => this.receive(client)],
      [6, () => this.ask(client, dice.pick(this.clients))],
      [1, () => this.restart(client)],
    ])()
    if (dice.chance(0.1)) this.vectors.push(Y.encodeStateVector(client.doc))
  }

  change({ doc }) {
    const changes = this.dice.chance(0.7) ? 1 : this.dice.between(2, 5)
    doc.transact(() => {
      for (let i = 0; i < changes; i++) edit(this.dice, doc, this.favourite, this.halves)
    })
  }

  /**
   * A word letter by letter and some of it back again, as it comes from a keyboard: often where the same person has typed
   * before, or where everybody types.
   */
  typing(client) {
    const { dice } = this
    const text = roots(client.doc)[dice.below(2)]
    let at = Math.min(text.length, dice.pick([client.caret, client.caret, dice.below(3), dice.below(text.length + 1)]))
    for (const letter of dice.pick(['x', 'ja', 'Beschluss', 'ja 😀!', 'Antrag\nneu'])) {
      text.insert(at, letter)
      at += letter.length
    }
    for (let n = Math.min(at, dice.below(4)); n > 0; n--) text.delete(--at, 1)
    client.caret = at
  }

  receive(client) {
    const { dice } = this
    const { inbox } = client
    for (let n = Math.min(inbox.length, dice.between(1, 8)); n > 0; n--) {
      const [update] = inbox.splice(dice.chance(0.8) ? 0 : dice.below(inbox.length), 1)
      Y.applyUpdate(client.doc, update, ELSEWHERE)
    }
  }

  /** Asks another one for what is missing, sometimes with a state vector that is out of date. */
  ask(client, other) {
    const vector = this.dice.chance(0.7) ? Y.encodeStateVector(client.doc) : this.dice.pick(this.vectors)
    const answer = Y.encodeStateAsUpdate(other.doc, vector)
    this.wire.push(answer)
    if (client !== other) Y.applyUpdate(client.doc, answer, ELSEWHERE)
  }

  /** Closes the page and opens it again: another id, and only what somebody else happens to know. */
  restart(client) {
    const others = this.clients.filter((other) => other !== client)
    const state = Y.encodeStateAsUpdate(this.dice.pick(others).doc)
    this.wire.push(state)
    this.clients = others
    this.join(state)
  }

  /** Everybody gets everything, also what they clean up while they get it. */
  meet() {
    let known = 0
    for (let round = 0; round < 4 && known < this.sent.length; round++) {
      const news = this.sent.slice(known)
      known = this.sent.length
      for (const { doc } of this.clients) {
        for (const update of news) Y.applyUpdate(doc, update, ELSEWHERE)
      }
    }
  }
}

function undo(dice, manager) {
  dice.weighed([
    [4, () => manager.undo()],
    [2, () => manager.redo()],
    [1, () => manager.stopCapturing()],
  ])()
}
