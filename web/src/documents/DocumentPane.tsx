import { Ellipsis, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { Problem } from '../app/api'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { Button } from '../ui/Button'
import { useBeside } from '../ui/beside'
import { DocumentMenu } from './DocumentMenu'
import { type Facts, OPENING, stateLine, worthSaying } from './line'
import { PaneBack } from './PaneBack'
import { useSummary } from './useSummary'
import { maySuggest } from './wire'
import type { Writer } from './writers'

const Writing = lazy(() => import('./Writing'))
const SuggestionLine = lazy(() => import('./suggestions/SuggestionLine'))
const SuggestionBanner = lazy(() => import('./suggestions/SuggestionBanner'))

/** One document: its name, how it stands between here and the server, and the text. */
export function DocumentPane({ id, roomId }: { id: string; roomId: string | undefined }) {
  const t = useT()
  const [document, setDocument, problem] = useSummary(id, roomId)
  const [facts, setFacts] = useState<Facts>(OPENING)
  const [writers, setWriters] = useState<Writer[]>([])
  const line = stateLine(facts, document?.state === 'frozen')
  useSaid(line)

  const gone = facts.end === 'gone' || (problem instanceof Problem && problem.status === 404)
  const trashed = document?.state === 'trashed'
  const title = document?.title ?? t(gone ? 'app.notFound.title' : 'documents.one')
  const names = writers.map(({ name }) => name.split(' ')[0] ?? name)
  return (
    <main id="main" className="pane">
      <header className="thread-head">
        <PaneBack
          roomId={roomId}
          parentId={document?.parentId}
          list
          label={t(document?.parentId ? 'history.toDocument' : roomId ? 'documents.toList' : 'app.toToday')}
        />
        <div className="grow">
          <Heading title={title} className="thread-title clip" />
          <p className="small soft clip">
            {document && !gone && !trashed && (
              <>
                <span className={line.warn ? 'strong' : undefined}>{t(short(line.key))}</span>
                {names.length > 0 &&
                  ` · ${t('document.with', { count: names.length, first: names[0] ?? '', second: names[1] ?? '' })}`}
              </>
            )}
          </p>
        </div>
        {roomId && <BesideSwitch />}
        {document && !gone && !trashed && (
          <DocumentMenu
            document={document}
            onChanged={setDocument}
            onPrint={() => window.print()}
            onTrashed={() => navigate(roomId ? paths.roomDocuments(roomId) : paths.today)}
          >
            <Ellipsis aria-hidden="true" className="icon" />
          </DocumentMenu>
        )}
      </header>
      {document && !gone && !trashed && (
        <Suspense>
          {document.parentId ? (
            <SuggestionBanner suggestion={document} parentId={document.parentId} roomId={roomId} />
          ) : (
            maySuggest(document) && <SuggestionLine document={document} roomId={roomId} />
          )}
        </Suspense>
      )}
      {gone && <p className="shelf">{t(document?.parentId ? 'suggestions.decided' : 'document.state.gone')}</p>}
      {trashed && !gone && <p className="shelf">{t('document.trashed')}</p>}
      {!document && problem !== null && !gone && <p className="shelf">{t(problemKey(problem))}</p>}
      {!document && problem === null && <Patience />}
      {document && !gone && !trashed && (
        <Suspense fallback={<Patience />}>
          <Writing
            document={document}
            facts={facts}
            onFacts={setFacts}
            onWriters={setWriters}
            onSummary={setDocument}
          />
        </Suspense>
      )}
      {line.warn && !gone && !trashed && document && <p className="line pane-line">{t(line.key)}</p>}
    </main>
  )
}

/** Gives the document all of the width, and the conversation its place back. */
function BesideSwitch() {
  const t = useT()
  const { possible, shown, show } = useBeside()
  if (!possible) return null
  const Icon = shown ? PanelLeftClose : PanelLeftOpen
  return (
    <Button
      look="bare"
      className="icon-btn"
      aria-label={t(shown ? 'documents.hideRoom' : 'documents.showRoom')}
      onPress={() => show(!shown)}
    >
      <Icon aria-hidden="true" className="icon" />
    </Button>
  )
}

/** Long sentences stand at the foot of the pane; the head has a few words. */
function short(key: ReturnType<typeof stateLine>['key']): typeof key {
  if (key === 'document.state.refused') return 'document.state.readOnly'
  if (key === 'document.state.tooLarge') return 'document.state.unsaved'
  return key.startsWith('document.state.away') ? 'document.state.offline' : key
}

function useSaid(line: ReturnType<typeof stateLine>): void {
  const t = useT()
  const say = useSay()
  const before = useRef(line)
  useEffect(() => {
    if (worthSaying(before.current, line)) say(t(line.key))
    before.current = line
  }, [line, say, t])
}
