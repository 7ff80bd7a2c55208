import * as Y from 'yjs'
import type { Anchor } from '../../src/documents/comments/wire'
import type { Backend } from './backend'
import { morning } from './world'
import { textBeginning, withDocuments } from './written'

/** The plan of October with four threads: on two places, on the whole document, and a resolved one. Seen by Nora. */
export function withComments(options: Parameters<typeof morning>[0] = {}): Backend {
  const backend = withDocuments(morning(options))
  const { threads } = backend
  const on = (words: string, start: string) => ({ anchor: anchorOf(backend, 'd1', start, words), quote: words })
  const many = threads.open('d1', 'p1', {
    ...on('Drei Beiträge die Woche', 'Drei'),
    text: 'Schaffen wir das auch in den Herbstferien? [@Nora Ebner](person:p0), bei euch ist doch **Kirchweih**.',
  })
  threads.say(many, 'p0', 'Zwei sicher. Den dritten schreibe ich vor.')
  threads.say(many, 'p3', 'Dann plane ich ihn für Donnerstag ein.')
  threads.open('d1', 'p4', { ...on('mit Foto vom Bauhof', 'Landfrauen'), text: 'Wer fragt den Bauhof?' })
  threads.open('d1', 'p2', { text: 'Liest sich gut so. Von mir aus kann der Plan an die Ämter gehen.' })
  const done = threads.open('d1', 'p3', { ...on('Bildrechte', 'Bildrechte'), text: 'Auch für die alten Fotos?' })
  threads.say(done, 'p0', 'Ja, steht jetzt so im Leitfaden.')
  Object.assign(done, { resolvedById: 'p3', resolvedAt: new Date().toISOString() })
  return backend
}

function anchorOf(backend: Backend, id: string, start: string, words: string): Anchor {
  const doc = backend.documents.all.get(id)?.doc
  const text = doc && textBeginning(doc.getXmlFragment('default'), start)
  if (!text) throw new Error(`nothing begins with ${start}`)
  const at = text.toString().indexOf(words)
  const position = (index: number, side: number) =>
    Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, side))).toString('base64')
  return { from: position(at, 0), to: position(at + words.length, -1) }
}
