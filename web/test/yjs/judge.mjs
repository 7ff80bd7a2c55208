// One case: what is asked, and whether the answers are those of Yjs.
import * as Y from 'yjs'
import { Dice } from './dice.mjs'
import { ROOTS } from './edits.mjs'
import { some } from './faults.mjs'
import { Findings, hex } from './findings.mjs'
import { Script } from './frames.mjs'
import { canonical, deleteSet, hasPending, load, read, silentDoc, tidyDoc } from './reading.mjs'

// Documents over there.
const FIRST = 0
const SAVED = 1
const SHUFFLED = 2
const LOADED = 3
const TIDY = 4

/** Asks and judges one case; returns what differs. Counts in `tally` how often bytes were equal. */
export async function judge(one, peer, tally) {
  const script = new Script()
  const findings = new Findings(script, tally, one)
  const dice = new Dice(one.seed + 2 ** 41)
  onlyUpdates(one, dice, script, findings)
  documents(one, dice, script, findings)
  if (one.tidy) tidied(one, script, findings)
  await peer.ask(script)
  return findings.result()
}

/**
 * State vector, deletions, what waits, and every root.
 *
 * While something waits, ours may be ahead: of a struct that it has already as collected it does not ask for what that
 * referred to, and so goes on with what follows. Then only that it is ahead is certain.
 */
function state(name, doc, number, script, findings, replay) {
  const vector = script.add('stateVector', number)
  const isAhead = findings.ahead(Y.encodeStateVector(doc), vector, hasPending(doc))
  const same = (what, tell, hear, step) => findings.says(`${name}: ${what}`, doc, tell, hear, step, isAhead, replay)
  same('state vector', (any) => hex(Y.encodeStateVector(any)), hex, vector)
  same('delete set', (any) => hex(deleteSet(any)), hex, script.add('deleteSet', number))
  same('waits', (any) => (hasPending(any) ? '01' : '00'), hex, script.add('hasPending', number))
  const parsed = (json) => canonical(JSON.parse(json.toString('utf16le')))
  for (const [root, kind] of ROOTS) {
    same(kind, (any) => read(any, root, kind), parsed, script.add('json', number, root, kind))
  }
  return isAhead
}

/** The whole state as an update, and for somebody who knows some of it. */
function encoded(name, doc, number, vectors, script, findings, isAhead) {
  for (const vector of vectors) {
    findings.merged(
      `${name}: encode for a state vector`,
      Y.encodeStateAsUpdate(doc, vector),
      script.add('diff', number, vector),
      isAhead,
    )
  }
  const step = script.add('encode', number)
  findings.merged(`${name}: encode`, Y.encodeStateAsUpdate(doc), step, isAhead)
  return step
}

/** What a document over there holds, in parts: applied one after the other they leave nothing waiting, and are all of it. */
function inParts(doc, script, findings) {
  const tell = (any) =>
    [hex(Y.encodeStateVector(any)), hex(deleteSet(any)), ...ROOTS.map(([root, kind]) => read(any, root, kind))].join(
      '\n',
    )
  const hear = (answer) => {
    const joined = silentDoc()
    for (let at = 0, part = 1; at < answer.length; part++) {
      const length = answer.readUInt32BE(at)
      load(joined, new Uint8Array(answer.subarray(at + 4, at + 4 + length)))
      if (hasPending(joined)) return `something waits after part ${part}`
      at += 4 + length
    }
    return tell(joined)
  }
  findings.says('in parts', doc, tell, hear, script.add('parts', FIRST, '64'))
}

/** Which of the updates change a document of Yjs; 2 where something waits, for then it may be another one that brings it. */
function changes(doc, updates) {
  const changed = new Uint8Array(updates.length)
  let at = 0
  const listen = ({ deleteSet: deleted, beforeState, afterState }) => {
    const grown = [...afterState].some(([client, clock]) => beforeState.get(client) !== clock)
    if (grown || deleted.clients.size > 0) changed[at] = 1
  }
  doc.on('afterTransaction', listen)
  for (const update of updates) {
    const waited = hasPending(doc)
    load(doc, update)
    if (waited || hasPending(doc)) changed[at] = 2
    at++
  }
  doc.off('afterTransaction', listen)
  return changed
}

function documents(one, dice, script, findings) {
  const { faulty, everything } = one
  const vectors = () => [vector(dice, one), vector(dice, one)]
  const doc = silentDoc()
  findings.changes('faulty: what changes', changes(doc, faulty), script.add('apply', FIRST, ...faulty))
  const isAhead = state('faulty', doc, FIRST, script, findings)
  const saved = encoded('faulty', doc, FIRST, vectors(), script, findings, isAhead)

  // What waits is tried again when it is read, and may then find what it had given up to look for.
  const halfway = Y.encodeStateAsUpdate(doc)
  script.add('apply', SAVED, saved)
  state('saved', load(silentDoc(), halfway), SAVED, script, findings)

  findings.changes('everything: what changes', changes(doc, everything), script.add('apply', FIRST, ...everything))
  state('everything', doc, FIRST, script, findings)
  const all = encoded('everything', doc, FIRST, vectors(), script, findings)

  const loaded = load(silentDoc(), Y.encodeStateAsUpdate(doc))
  script.add('apply', LOADED, all)
  findings.update('loaded: encode', Y.encodeStateAsUpdate(loaded), script.add('encode', LOADED))

  // What still waits may wait differently; and with everything there, nothing does, and no order makes a difference.
  if (hasPending(doc)) return
  inParts(doc, script, findings)
  script.add('apply', SAVED, ...everything)
  const replay = once(() => load(silentDoc(), halfway, ...everything))
  state('saved, then everything', doc, SAVED, script, findings, replay)
  const again = dice.shuffled([...faulty, ...everything])
  findings.bytes('again: what changes', new Uint8Array(again.length), script.add('apply', FIRST, ...again))
  findings.answers('again: encode', all, script.add('encode', FIRST))
  const order = dice.shuffled([...faulty, ...everything])
  script.add('apply', SHUFFLED, ...order)
  state(
    'other order',
    doc,
    SHUFFLED,
    script,
    findings,
    once(() => load(silentDoc(), ...order)),
  )
}

function once(make) {
  let made
  return () => {
    made ??= make()
    return made
  }
}

/** The same beside a document that tidies up formats: what it deletes on its own is sent over as well. */
function tidied({ faulty, everything }, script, findings) {
  const stream = []
  const doc = tidyDoc((update) => stream.push(update))
  for (const update of [...faulty, ...everything]) {
    stream.push(update)
    load(doc, update)
  }
  script.add('apply', TIDY, ...stream)
  state('tidy', doc, TIDY, script, findings)
  findings.update('tidy: encode', Y.encodeStateAsUpdate(doc), script.add('encode', TIDY))
}

function onlyUpdates(one, dice, script, findings) {
  for (const updates of [some(dice, one.faulty), some(dice, one.everything)]) {
    const merged = Y.mergeUpdates(updates)
    findings.merged('mergeUpdates', merged, script.add('mergeUpdates', 0, ...updates))
    const known = vector(dice, one)
    findings.update('diffUpdate', Y.diffUpdate(merged, known), script.add('diffUpdate', 0, merged, known))
    for (const update of [merged, ...updates.slice(0, 2)]) {
      const expected = Y.encodeStateVectorFromUpdate(update)
      findings.vector('state vector of an update', expected, script.add('vectorOfUpdate', 0, update))
    }
  }
}

/** What somebody may claim to know: often something true, sometimes clocks within structs, beyond the end, of strangers. */
function vector(dice, { vectors }) {
  const known = dice.pick(vectors)
  if (dice.chance(0.5)) return known
  const clocks = Y.decodeStateVector(known)
  for (const client of clocks.keys()) {
    if (dice.chance(0.5)) clocks.set(client, Math.max(0, clocks.get(client) + dice.between(-6, 4)))
    else if (dice.chance(0.3)) clocks.delete(client)
  }
  if (dice.chance(0.2)) clocks.set(dice.between(1, 2 ** 32), dice.below(9))
  return Y.encodeStateVector(clocks)
}
