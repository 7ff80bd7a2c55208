import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Backend } from './backend'

type Piece = string | Node
interface Node {
  is: string
  attributes?: Record<string, unknown>
  inside?: Piece[]
}

const node = (is: string, inside: Piece[] = [], attributes: Record<string, unknown> = {}): Node => ({
  is,
  inside,
  attributes,
})
const p = (...inside: Piece[]) => node('paragraph', inside)
const h = (level: number, text: string) => node('heading', [text], { level })
const li = (...inside: Piece[]) => node('listItem', [p(...inside)])
const task = (text: string, checked = false) => node('taskItem', [p(text)], { checked })
const cell = (text: string) => node('tableCell', [p(text)])
const head = (text: string) => node('tableHeader', [p(text)])
const row = (...cells: Node[]) => node('tableRow', cells)

/** One grey pixel, stretched: a picture that needs no file. */
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='

const PLAN: Node[] = [
  h(1, 'Was wir im Oktober vorhaben'),
  p(
    'Drei Beiträge die Woche, mehr ist ehrlich nicht drin. ',
    node('mention', [], { id: 'p2', label: 'Sevda Kaya' }),
    ' sammelt montags.',
  ),
  node('bulletList', [
    li('Feuerwehrübung am 9.'),
    li('Landfrauen, mit Foto vom Bauhof'),
    li('Neue Schaukel am Lindenplatz'),
  ]),
  h(2, 'Wer macht was'),
  node('table', [
    row(head('Woche'), head('Thema'), head('Wer')),
    row(cell('40'), cell('Feuerwehr'), cell('Jonas')),
    row(cell('41'), cell('Bücherei'), cell('Mara')),
  ]),
  h(2, 'Offen'),
  node('taskList', [
    task('Freigabe mit der Hauptverwaltung klären', true),
    task('Bildrechte erfragen'),
    task('Vorlage in einfacher Sprache'),
  ]),
  node('blockquote', [p('Ein Foto vom Bauhof schlägt jede Grafik.')]),
  node('image', [], { src: PIXEL, alt: 'Der Lindenplatz mit der neuen Schaukel', width: 320, height: 120 }),
]

function put(parent: Y.XmlFragment | Y.XmlElement, pieces: Piece[]): void {
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      parent.push([new Y.XmlText(piece)])
      continue
    }
    const element = new Y.XmlElement(piece.is)
    parent.push([element])
    for (const [name, value] of Object.entries(piece.attributes ?? {})) element.setAttribute(name, value as string)
    put(element, piece.inside ?? [])
  }
}

/** A round with three documents, the first of them written: `d1`, seen by Nora. */
export function withDocuments(backend: Backend): Backend {
  const { documents } = backend
  documents.create('p3', 'Redaktionsplan Oktober', 'r1')
  documents.create('p1', 'Protokoll der vierten Sitzung', 'r1')
  documents.create('p0', 'Freigabe: unsere Vorlage für kurze Wege', 'r1')
  documents.change('d2', { state: 'frozen' })
  put(documents.all.get('d1')?.doc.getXmlFragment('default') as Y.XmlFragment, PLAN)
  put(documents.all.get('d2')?.doc.getXmlFragment('default') as Y.XmlFragment, [
    h(1, 'Beschlüsse'),
    p('Wir treffen uns weiter dienstags um zehn.'),
  ])
  return backend
}

/** Somebody marks the words from `from` to `to` of the paragraph that begins with `start`. */
export function someoneMarks(backend: Backend, id: string, personId: string, start: string, from: number, to: number) {
  const found = backend.documents.all.get(id)
  const person = backend.persons.find((one) => one.id === personId)
  const text = found && textBeginning(found.doc.getXmlFragment('default'), start)
  if (!found || !text) throw new Error(`nothing begins with ${start}`)
  const position = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index))
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState({
    user: { id: personId, name: person?.name },
    cursor: { anchor: position(from), head: position(to) },
  })
  applyAwarenessUpdate(found.awareness, encodeAwarenessUpdate(awareness, [awareness.clientID]), 'test')
  awareness.destroy()
}

export function textBeginning(parent: Y.XmlFragment | Y.XmlElement, start: string): Y.XmlText | undefined {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText && child.toString().startsWith(start)) return child
    const found = child instanceof Y.XmlElement ? textBeginning(child, start) : undefined
    if (found) return found
  }
  return undefined
}
