// Foreign clients of documents, as they are published: y-websocket 3 and @hocuspocus/provider 4, for a test that starts the nodes.
//
//   node clients.mjs <what> <ports of the nodes, with commas> …
//
// Each scenario speaks with its own clients, prints one line of JSON with what it found, and ends.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const PATIENCE_MILLIS = 30_000

/** Somebody signed in at a node. */
export class Person {
  static async signIn(port, email) {
    const person = new Person(port)
    const answer = await person.call('POST', '/api/sign-in', { email, password: 'amtsrunde-demo' })
    if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.status}`)
    person.cookie = answer.headers.get('set-cookie').split(';')[0]
    const { rooms, person: me } = await (await person.call('GET', '/api/me')).json()
    person.id = me.id
    person.round = rooms.find(({ kind }) => kind === 'round')?.id
    return person
  }

  constructor(port) {
    this.port = port
  }

  call(method, path, body, headers = {}) {
    const json = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body)
    const type = body instanceof Uint8Array ? 'application/octet-stream' : 'application/json'
    return fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers: { 'Content-Type': type, ...(this.cookie ? { Cookie: this.cookie } : {}), ...headers },
      body: json,
    })
  }

  /** Also while the node is away: as a page does, it asks until it is answered. */
  async token() {
    for (;;) {
      try {
        return (await (await this.call('POST', '/api/realtime/token')).json()).token
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }

  /** A socket that carries the cookie, as that of a browser does. */
  socketClass() {
    const { cookie } = this
    return class extends WebSocket {
      constructor(url, protocols) {
        super(url, protocols, { headers: { Cookie: cookie } })
      }
    }
  }
}

/** y-websocket: one document on a socket. */
export function yClient(person, document, port = person.port) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/documents`, document, doc, {
    WebSocketPolyfill: person.socketClass(),
    disableBc: true,
  })
  return { doc, provider, awareness: provider.awareness, end: () => provider.destroy() }
}

/** Hocuspocus: a socket for many documents, a token in the first message of each. */
export function hocuspocusSocket(port) {
  return new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${port}/collaboration`, WebSocketPolyfill: WebSocket })
}

export function hocuspocusClient(person, document, socket) {
  const doc = new Y.Doc()
  const heard = { failed: [], scopes: [], closed: 0 }
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: document,
    document: doc,
    token: () => person.token(),
    onAuthenticationFailed: ({ reason }) => heard.failed.push(reason),
    onAuthenticated: ({ scope }) => heard.scopes.push(scope),
    onClose: () => heard.closed++,
  })
  provider.attach()
  return { doc, provider, heard, awareness: provider.awareness, end: () => provider.destroy() }
}

/** Waits for a condition; what it is about stands in the error. */
export async function until(what, condition) {
  const end = Date.now() + PATIENCE_MILLIS
  for (let last; ; ) {
    try {
      if (await condition()) return
    } catch (failure) {
      last = failure
    }
    if (Date.now() > end) throw new Error(`not within ${PATIENCE_MILLIS} ms: ${what} ${last ?? ''}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export const text = ({ doc }) => doc.getText('notes').toString()
export const write = ({ doc }, words) => doc.getText('notes').insert(doc.getText('notes').length, words)

export function same(...docs) {
  const states = docs.map((doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex'))
  const vectors = docs.map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()))
  return new Set(vectors).size === 1 && new Set(states.map((state) => state.length)).size === 1
}
