import { useEffect, useRef, useState } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { useT } from '../i18n'
import { useClient, useLive } from '../realtime/context'
import { commentsOn } from './comments/CommentStore'
import { useCommentNews } from './comments/useCommentNews'
import { copyName } from './copies'
import { TextEditor } from './editor/TextEditor'
import type { Facts } from './line'
import { DocumentSession } from './session'
import { useMembers } from './useMembers'
import { type DocumentSummary, mayWrite } from './wire'
import { Comings, type Writer } from './writers'

interface WritingProps {
  document: DocumentSummary
  facts: Facts
  onFacts(facts: Facts): void
  onWriters(writers: Writer[]): void
  onSummary(document: DocumentSummary): void
}

/** The text of a document, for as long as it is on the screen. */
export default function Writing({ document, facts, onFacts, onWriters, onSummary }: WritingProps) {
  const client = useClient()
  const me = useLive((live) => live.me)
  const [session, setSession] = useState<DocumentSession | null>(null)
  const [opened] = useState(document)
  const tellComings = useComings()

  useEffect(() => {
    const comings = new Comings(tellComings)
    const person = { id: me.id, name: me.name }
    const fresh = new DocumentSession(opened, person, copyName(me.id, opened.id), {
      facts: onFacts,
      writers: (named) => {
        // The name that the server gives counts, where it is known.
        const { people } = client.store.getState()
        const writers = named.map(({ id, name }) => ({ id, name: people[id]?.name ?? name }))
        onWriters(writers)
        comings.seen(writers)
      },
      summary: onSummary,
      threads: (threadId) => {
        const comments = commentsOn(client, opened.id)
        void (threadId ? comments.read(threadId) : comments.load())
      },
      doubt: client.doubt,
    })
    if (client.presence.get().visible) fresh.introduce()
    setSession(fresh)
    void fresh.start()
    return () => {
      comings.stop()
      fresh.close()
      onWriters([])
    }
  }, [opened, me, client, onFacts, onWriters, onSummary, tellComings])
  useEffect(() => session?.changed(document), [session, document])
  useMembers(document.roomId)
  useCommentNews(document, facts.connection)
  useUnkeptWarning(facts.unsaved && !facts.kept)

  if (!session || !facts.loaded) return <div className="paper" />
  const editable = facts.end === null && (facts.scope === null ? mayWrite(document) : facts.scope === 'write')
  return <TextEditor key={session.doc.guid} session={session} document={document} editable={editable} />
}

/** Says who has come and gone, for those who do not see the carets. */
function useComings() {
  const t = useT()
  const say = useSay()
  const latest = useRef((_came: Writer[], _went: Writer[]) => undefined as undefined)
  latest.current = (came, went) => {
    const sentence = (key: 'document.came' | 'document.went', writers: Writer[]) =>
      writers.length === 0 ? '' : t(key, { count: writers.length, names: writers.map(({ name }) => name).join(', ') })
    say([sentence('document.came', came), sentence('document.went', went)].filter(Boolean).join(' '))
    return undefined
  }
  const [tell] = useState(() => (came: Writer[], went: Writer[]) => latest.current(came, went))
  return tell
}

/** Asks before the window closes, where this browser would forget what is not sent. */
function useUnkeptWarning(needed: boolean): void {
  useEffect(() => {
    if (!needed) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [needed])
}
