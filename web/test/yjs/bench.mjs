// Yjs as the measure of speed.
//
//   node bench.mjs make <file> [<trace>]       writes the updates of a trace, a file of [[position, deletions, text?], …] or
//                                              one made up, and beside it (.state) the finished document as one update
//   node --expose-gc bench.mjs work <file>     measures what standard input asks for, a word a line, and answers `word number`:
//                                              milliseconds, or bytes of heap
//
// The file: u32 count, (u32 length, update)*.
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import * as Y from 'yjs'
import { makeTrace, readTrace } from './trace.mjs'

const SEED = 4
const TIMES = 41

const [task, file, trace] = process.argv.slice(2)

function make() {
  const doc = new Y.Doc()
  doc.clientID = 1_234_567_890
  const text = doc.getText('text')
  const updates = []
  doc.on('update', (update) => updates.push(update))
  for (const [at, deleted, inserted] of trace ? readTrace(trace) : makeTrace(SEED)) {
    doc.transact(() => {
      if (deleted) text.delete(at, deleted)
      if (inserted) text.insert(at, inserted)
    })
  }
  const parts = [number(updates.length)]
  for (const update of updates) parts.push(number(update.length), update)
  writeFileSync(file, Buffer.concat(parts))
  const state = Y.encodeStateAsUpdate(doc)
  writeFileSync(`${file}.state`, state)
  const { structs } = Y.decodeUpdate(state)
  console.log(
    `made ${updates.length} updates, ${text.length} characters, ${structs.length} structs, ${state.length} bytes`,
  )
}

function number(n) {
  const four = Buffer.allocUnsafe(4)
  four.writeUInt32BE(n)
  return four
}

function read() {
  const bytes = readFileSync(file)
  const updates = []
  for (let at = 4; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    updates.push(new Uint8Array(bytes.subarray(at + 4, at + 4 + length)))
    at += 4 + length
  }
  return updates
}

function work() {
  const updates = read()
  const state = new Uint8Array(readFileSync(`${file}.state`))
  const loaded = of(state)
  const half = Y.encodeStateVector(
    new Map([...Y.decodeStateVector(Y.encodeStateVector(loaded))].map(([client, clock]) => [client, clock >> 1])),
  )
  const tasks = {
    apply: () => time(1, () => updates.reduce(apply, new Y.Doc())),
    parse: () => time(TIMES, () => of(state)),
    encode: () => time(TIMES, () => Y.encodeStateAsUpdate(loaded)),
    diff: () => time(TIMES, () => Y.encodeStateAsUpdate(loaded, half)),
    'diff-update': () => time(TIMES, () => Y.diffUpdate(state, half)),
    heap: () => heap(20, () => of(state)),
    'heap-live': () => heap(4, () => updates.reduce(apply, new Y.Doc())),
  }
  createInterface({ input: process.stdin }).on('line', (word) => console.log(`${word} ${tasks[word]()}`))
}

const apply = (doc, update) => {
  Y.applyUpdate(doc, update)
  return doc
}

const of = (update) => apply(new Y.Doc(), update)

/** The median of so many times. */
function time(times, what) {
  const taken = []
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    what()
    taken.push(performance.now() - began)
  }
  return taken.sort((a, b) => a - b)[times >> 1]
}

/** Of one document, from many of them. */
function heap(count, make) {
  const used = () => {
    globalThis.gc()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = used()
  const docs = Array.from({ length: count }, make)
  return (used() - before) / docs.length
}

if (task === 'make') make()
else if (task === 'work') work()
else throw new Error('make or work?')
