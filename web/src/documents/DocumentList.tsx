import { lazy, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { useClient, useRoom } from '../realtime/context'
import { Button } from '../ui/Button'
import { DocumentRow, TrashedRow } from './DocumentRow'
import { PaneBack } from './PaneBack'
import { Results } from './search/Results'
import { SearchField } from './search/SearchField'
import { shelfOf, useDocuments } from './shelf'

const NewDocument = lazy(() => import('./NewDocument'))

/** What a conversation has written together; empty, it says how one begins. */
export function DocumentList({ roomId }: { roomId: string }) {
  const t = useT()
  const room = useRoom(roomId)
  const { documents, problem, offline } = useDocuments(roomId)
  const justTrashed = useStore(shelfOf(useClient()), (shelf) => shelf.justTrashed)
  const [typed, setTyped] = useState('')
  const [creating, setCreating] = useState(false)
  const shown = documents?.filter(({ id, state }) => state !== 'trashed' || id === justTrashed) ?? []
  const trashed = documents?.filter(({ id, state }) => state === 'trashed' && id !== justTrashed) ?? []
  const searchable = (documents?.length ?? 0) > 0
  const finding = searchable && typed.trim() !== ''
  return (
    <main id="main" className="pane">
      <header className="thread-head">
        <PaneBack roomId={roomId} label={t('documents.toRoom')} />
        <div className="grow">
          <Heading title={t('documents.title')} className="thread-title clip" />
          <p className="small soft clip">{room?.summary.name}</p>
        </div>
        <Button onPress={() => setCreating(true)}>
          {t('rooms.new')}
          <span className="sr">{t('documents.new.label')}</span>
        </Button>
      </header>
      <div className="shelf">
        {problem !== null && (
          <p className="small danger">{offline ? t('documents.offline') : t(problemKey(problem))}</p>
        )}
        {documents === undefined && problem === null && <Patience />}
        {documents && shown.length === 0 && (
          <div className="empty">
            <p>
              <b>{t('documents.empty')}</b>
              {t('documents.empty.hint')}
            </p>
            <Button look="main" onPress={() => setCreating(true)}>
              {t('documents.create')}
            </Button>
          </div>
        )}
        {searchable && <SearchField label={t('search.room.label')} value={typed} onChange={setTyped} />}
        {finding ? (
          <Results typed={typed} roomId={roomId} />
        ) : (
          <>
            <ul className="list">
              {shown.map((document) =>
                document.state === 'trashed' ? (
                  <TrashedRow key={document.id} document={document} fresh />
                ) : (
                  <DocumentRow key={document.id} document={document} />
                ),
              )}
            </ul>
            {trashed.length > 0 && (
              <section className="sec" aria-labelledby="trash">
                <h2 id="trash">{t('documents.trash')}</h2>
                <p className="small soft">{t('documents.trash.hint')}</p>
                <ul className="list">
                  {trashed.map((document) => (
                    <TrashedRow key={document.id} document={document} />
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </div>
      {creating && (
        <Suspense>
          <NewDocument roomId={roomId} onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </main>
  )
}
