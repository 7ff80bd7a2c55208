// What foreign clients do with documents. Each scenario fails loudly, or returns what the test that started it wants to know.
import * as Y from 'yjs'
import { hocuspocusClient, hocuspocusSocket, Person, same, text, until, write, yClient } from './clients.mjs'

const WRITERS = ['t1@altwasser.example', 't2@birkenried.example']

async function newDocument(person, title) {
  const answer = await person.call('POST', '/api/documents', { title, roomId: person.round })
  if (answer.status !== 201) throw new Error(`no document: ${answer.status} ${await answer.text()}`)
  return (await answer.json()).id
}

/** Both kinds of clients on several nodes write, read and see each other. */
export async function together(ports) {
  const [one, two] = await Promise.all(WRITERS.map((email, i) => Person.signIn(ports[i % ports.length], email)))
  const id = await newDocument(one, 'Zusammen')
  const other = await newDocument(one, 'Daneben')
  const y = yClient(one, id)
  const socket = hocuspocusSocket(two.port)
  const h = hocuspocusClient(two, id, socket)
  const beside = hocuspocusClient(two, other, socket)
  await until('both are in step at first', () => y.provider.synced && h.provider.isSynced && beside.provider.isSynced)
  write(y, 'eins ')
  await until('the second reads the first', () => text(h) === 'eins ')
  write(h, 'zwei 😀 ')
  await until('the first reads the second', () => text(y) === 'eins zwei 😀 ')
  await until('all that was written is stored', () => !h.provider.hasUnsyncedChanges)
  write(beside, 'für sich')
  await until('that too', () => !beside.provider.hasUnsyncedChanges)
  y.awareness.setLocalState({ user: { name: 'falsch' }, at: 'eins', cursor: 3 })
  h.awareness.setLocalState({ user: { name: 'falsch' }, at: 'zwei' })
  const seen = ({ awareness }) =>
    [...awareness.getStates().values()]
      .map(({ at }) => at)
      .sort()
      .join()
  await until('they see each other', () => seen(y) === 'eins,zwei' && seen(h) === 'eins,zwei')
  const shown = y.awareness.getStates().get(h.doc.clientID)?.user.name
  if (!shown || shown === 'falsch') throw new Error(`shown as ${shown}, which is what the client said`)
  h.awareness.setLocalState(null)
  await until('who has gone is gone at once', () => seen(y) === 'eins')

  // Without a network, at the same time, and back.
  y.provider.disconnect()
  socket.disconnect()
  await until('both are cut off', () => !y.provider.wsconnected && socket.status === 'disconnected')
  write(y, 'ohne Netz A ')
  write(h, 'ohne Netz B ')
  y.provider.connect()
  socket.connect()
  await until('nothing is lost', () => text(y).includes('Netz A') && text(y).includes('Netz B') && text(h) === text(y))
  await until('both are equal', () => same(y.doc, h.doc))
  await until('all is stored', () => !h.provider.hasUnsyncedChanges)

  const late = yClient(one, id, ports.at(-1))
  await until('who comes late has it all', () => text(late) === text(y))
  const plain = await (await two.call('GET', `/api/documents/${id}`, undefined, { Accept: 'text/plain' })).text()
  const json = await (await two.call('GET', `/api/documents/${id}`)).json()
  return { id, text: text(y), plain, content: json.content, title: json.document.title }
}

/** Reads a document anew, as after everything was killed. */
export async function again(ports, id) {
  const person = await Person.signIn(ports[0], WRITERS[1])
  const y = yClient(person, id)
  await until('it is there', () => y.provider.synced && text(y).length > 0)
  return { text: text(y) }
}

/** Writes until it is told to stop by the end of its input; tells each acknowledged word on a line of its own. */
export async function typing(ports, id) {
  const person = await Person.signIn(ports[0], WRITERS[0])
  const port = { now: ports[0] }
  const socket = hocuspocusSocket(port.now)
  const h = hocuspocusClient(person, id, socket)
  await until('in step', () => h.provider.isSynced)
  let stopped = false
  process.stdin.on('end', () => {
    stopped = true
  })
  process.stdin.resume()
  let n = 0
  const unsure = []
  h.provider.on('unsyncedChanges', ({ number }) => {
    if (number === 0) for (const word of unsure.splice(0)) console.log(`stored ${word}`)
  })
  while (!stopped) {
    const word = `w${n++}`
    unsure.push(word)
    write(h, `${word} `)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await until('everything is stored in the end', () => !h.provider.hasUnsyncedChanges)
  return { written: n }
}

/** Who may only read is told so and changes nothing; who may nothing is sent away; who loses a role loses it at once. */
export async function roles([port]) {
  const owner = await Person.signIn(port, WRITERS[0])
  const guest = await Person.signIn(port, 'm2@birkenried.example')
  const id = (await (await owner.call('POST', '/api/documents', { title: 'Nur für mich' })).json()).id
  const denied = hocuspocusClient(guest, id, hocuspocusSocket(port))
  await until('a stranger is sent away', () => denied.heard.failed.length > 0)
  denied.end()
  const missing = hocuspocusClient(guest, 'there-is-none', hocuspocusSocket(port))
  await until('like from what is not there', () => missing.heard.failed.length > 0)
  missing.end()
  await owner.call('PUT', `/api/documents/${id}/shares/${guest.id}`, { role: 'view' })
  const y = yClient(owner, id)
  write(y, 'von mir ')
  const reader = hocuspocusClient(guest, id, hocuspocusSocket(port))
  await until('the guest reads', () => text(reader) === 'von mir ')
  write(reader, 'vom Gast')
  await until('what a reader writes is not stored', () => reader.provider.hasUnsyncedChanges)
  await owner.call('PUT', `/api/documents/${id}/shares/${guest.id}`, { role: 'edit' })
  await until('the guest may write now', () => reader.heard.scopes.at(-1) === 'read-write')
  write(reader, '!')
  await until('and is read', () => text(y).includes('!'))
  const ended = Date.now()
  await owner.call('DELETE', `/api/documents/${id}/shares/${guest.id}`)
  await until('the guest is sent away at once', () => reader.heard.failed.length > 0)
  const took = Date.now() - ended
  const before = text(y)
  write(reader, 'heimlich')
  write(y, ' Ende')
  await until('goes on', () => text(y).endsWith('Ende'))
  const stored = await (await owner.call('GET', `/api/documents/${id}`, undefined, { Accept: 'text/plain' })).text()
  return { reasons: [denied.heard.failed[0], missing.heard.failed[0]], took, before, stored }
}

/** A script that applies an update over HTTP is seen by who has the document open. */
export async function script([port]) {
  const person = await Person.signIn(port, WRITERS[0])
  const id = await newDocument(person, 'Skript')
  const y = yClient(person, id)
  await until('open', () => y.provider.synced)
  const doc = new Y.Doc()
  doc.getText('notes').insert(0, 'vom Skript')
  const answer = await person.call('POST', `/api/documents/${id}/updates`, Y.encodeStateAsUpdate(doc))
  await until('seen', () => text(y) === 'vom Skript')
  const broken = await person.call('POST', `/api/documents/${id}/updates`, Uint8Array.of(1, 2, 3))
  return { status: answer.status, broken: broken.status }
}
