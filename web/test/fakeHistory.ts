import * as Y from 'yjs'
import type { Version } from '../src/documents/history/wire'
import type { DocumentSummary } from '../src/documents/wire'
import { blocksBetween, nodesOf, writeOver } from './fakeDifferences'
import type { FakeDocuments } from './fakeDocuments'

interface Kept extends Version {
  state: Uint8Array
}

interface Answer {
  status: number
  json?: unknown
}

/** Earlier states of documents, and suggestions, of the server in memory. */
export class FakeHistory {
  private readonly kept = new Map<string, Kept[]>()
  private readonly suggestions = new Map<string, { authorId: string; parentId: string }>()
  private count = 0

  constructor(
    private readonly documents: FakeDocuments,
    private readonly now: () => number,
  ) {}

  /** Keeps the present of a document. */
  keep(id: string, news: Partial<Version>): Version {
    this.count += 1
    const state = Y.encodeStateAsUpdate(this.docOf(id))
    const kept: Kept = {
      id: `v${this.count}`,
      at: new Date(this.now()).toISOString(),
      kind: news.label ? 'named' : 'automatic',
      writers: [],
      bytes: state.length,
      ...news,
      state,
    }
    this.kept.set(id, [kept, ...(this.kept.get(id) ?? [])])
    this.documents.tellNews(id, 'versions')
    return published(kept)
  }

  /** What the door answers below `/api/documents/{id}/`; null for what is not of history. */
  answer(method: string, seen: DocumentSummary, me: string, path: string[], body: { label?: string }): Answer | null {
    const [action, versionId, verb] = path
    if (action === 'versions') return this.version(method, seen, me, versionId, verb, body)
    if (action === 'suggestions') return this.suggested(method, seen, me)
    const suggestion = this.suggestions.get(seen.id)
    if (!suggestion) return null
    const { authorId, parentId } = suggestion
    if (action === 'suggestion') {
      return { status: 200, json: { blocks: blocksBetween(this.docOf(parentId), this.docOf(seen.id), authorId) } }
    }
    if (action !== 'accept' && action !== 'reject') return null
    const decides = writes(this.documents.see(parentId, me)) || (action === 'reject' && authorId === me)
    if (!decides) return { status: 403 }
    if (action === 'accept') Y.applyUpdate(this.docOf(parentId), Y.encodeStateAsUpdate(this.docOf(seen.id)))
    this.decide(seen.id)
    return { status: 204 }
  }

  private version(
    method: string,
    seen: DocumentSummary,
    me: string,
    versionId: string | undefined,
    verb: string | undefined,
    { label }: { label?: string },
  ): Answer {
    const list = this.kept.get(seen.id) ?? []
    if (method === 'POST' && !writes(seen)) return { status: 403 }
    if (!versionId) {
      if (method === 'GET') return { status: 200, json: { versions: list.map(published) } }
      return { status: 201, json: this.keep(seen.id, { label, byId: me, at: new Date().toISOString() }) }
    }
    const kept = list.find(({ id }) => id === versionId)
    if (!kept) return { status: 404 }
    if (method === 'DELETE') {
      if (seen.role !== 'own') return { status: 403 }
      this.kept.set(
        seen.id,
        list.filter((one) => one !== kept),
      )
      this.documents.tellNews(seen.id, 'versions')
      return { status: 204 }
    }
    const then = new Y.Doc()
    Y.applyUpdate(then, kept.state)
    if (method === 'GET' && !verb) {
      const page = { children: nodesOf(then.getXmlFragment('default')) }
      return { status: 200, json: { document: seen, content: { default: page } } }
    }
    if (verb === 'changes') {
      return { status: 200, json: { blocks: blocksBetween(then, this.docOf(seen.id), kept.byId ?? seen.ownerId) } }
    }
    if (verb === 'restore') {
      this.keep(seen.id, { kind: 'before-restore', byId: me, at: new Date().toISOString() })
      writeOver(this.docOf(seen.id), then)
      return { status: 204 }
    }
    Object.assign(kept, { label, kind: 'named', byId: me })
    this.documents.tellNews(seen.id, 'versions')
    return { status: 200, json: published(kept) }
  }

  private suggested(method: string, seen: DocumentSummary, me: string): Answer {
    const open = [...this.suggestions].filter(([, { parentId }]) => parentId === seen.id)
    const mine = open.find(([, { authorId }]) => authorId === me)
    if (method === 'GET') {
      const shown = writes(seen) ? open : mine ? [mine] : []
      const suggestions = shown.map(([id, { authorId }]) => ({
        document: this.documents.see(id, me),
        authorId,
        state: 'open',
      }))
      return { status: 200, json: { suggestions } }
    }
    return { status: 201, json: this.documents.see(mine?.[0] ?? this.suggest(seen.id, me), me) }
  }

  /** Begins a suggestion with the present text; answers its id. */
  suggest(parentId: string, me: string): string {
    const parent = this.documents.all.get(parentId)
    const { id } = this.documents.create(me, parent?.summary.title ?? '', undefined)
    this.documents.change(id, { parentId })
    Y.applyUpdate(this.docOf(id), Y.encodeStateAsUpdate(this.docOf(parentId)))
    this.suggestions.set(id, { authorId: me, parentId })
    this.documents.tellNews(parentId, 'suggestions')
    return id
  }

  /** Somebody takes it over or not; it is gone either way. */
  decide(id: string): void {
    const parentId = this.suggestions.get(id)?.parentId
    this.suggestions.delete(id)
    this.documents.erase(id)
    if (parentId) this.documents.tellNews(parentId, 'suggestions')
  }

  private docOf(id: string): Y.Doc {
    const found = this.documents.all.get(id)
    if (!found) throw new Error(`there is no document ${id}`)
    return found.doc
  }
}

function published({ state, ...version }: Kept): Version {
  return version
}

function writes(seen: DocumentSummary | null): boolean {
  return seen?.state === 'open' && (seen.role === 'edit' || seen.role === 'own')
}
