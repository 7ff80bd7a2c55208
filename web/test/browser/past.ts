import * as Y from 'yjs'
import type { Backend } from './backend'
import { morning } from './world'
import { withDocuments } from './written'

const HOUR = 3_600_000

/** The plan of October with a past: three states of two days, seen by the person `as`. */
export function withPast(options: Parameters<typeof morning>[0] = {}): Backend {
  const backend = withDocuments(morning(options))
  const { history } = backend
  const noon = new Date()
  noon.setHours(12, 0, 0, 0)
  const at = (hours: number) => new Date(noon.getTime() + hours * HOUR).toISOString()
  history.keep('d1', { at: at(-26), writers: ['p3'], byId: 'p3' })
  change(backend, 'd1', 'Drei Beiträge', (text) => {
    text.delete(0, 4)
    text.insert(0, 'Zwei')
  })
  history.keep('d1', { at: at(-25), writers: ['p1', 'p3'], label: 'Nach der Sitzung', byId: 'p1' })
  change(backend, 'd1', 'Landfrauen', (text) => text.insert(text.length, ', Frau Huber fragt nach'))
  history.keep('d1', { at: at(-24), writers: ['p2'], byId: 'p2' })
  change(backend, 'd1', 'Ein Foto', (text) => text.insert(text.length, ' Auch ein schiefes.'))
  change(backend, 'd1', 'Neue Schaukel', (text) => text.delete(13, text.length - 13))
  return backend
}

/** Two people suggest something for the plan of October; the first suggestion is `d4`. */
export function withSuggestions(options: Parameters<typeof morning>[0] = {}) {
  const backend = withPast(options)
  const { documents, history } = backend
  documents.setRole('d1', 'p4', 'suggest')
  documents.setRole('d1', 'p2', 'suggest')
  change(backend, history.suggest('d1', 'p4'), 'Bildrechte', (words) => words.insert(10, ' bei den Vereinen'))
  change(backend, history.suggest('d1', 'p2'), 'Bücherei', (words) => {
    words.delete(0, words.length)
    words.insert(0, 'Gemeindebücherei')
  })
  return backend
}

/** Changes the words of the paragraph that begins with `start`. */
export function change(backend: Backend, id: string, start: string, how: (text: Y.XmlText) => void): void {
  const text = find(backend.documents.all.get(id)?.doc.getXmlFragment('default'), start)
  if (!text) throw new Error(`nothing begins with ${start}`)
  how(text)
}

function find(parent: Y.XmlFragment | Y.XmlElement | undefined, start: string): Y.XmlText | undefined {
  for (const child of parent?.toArray() ?? []) {
    if (child instanceof Y.XmlText && child.toString().startsWith(start)) return child
    const found = child instanceof Y.XmlElement ? find(child, start) : undefined
    if (found) return found
  }
  return undefined
}
