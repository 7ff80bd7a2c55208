import { Ellipsis, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Heading } from '../app/Heading'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useWatch } from '../presence/PresenceMark'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { useBeside } from '../ui/beside'
import { DocumentMenu } from './DocumentMenu'
import { DocumentText } from './DocumentText'
import type { stateLine } from './line'
import { PaneBack } from './PaneBack'
import { useOpened } from './useOpened'
import { maySuggest } from './wire'
import type { Writer } from './writers'

const SuggestionLine = lazy(() => import('./suggestions/SuggestionLine'))
const SuggestionBanner = lazy(() => import('./suggestions/SuggestionBanner'))

/** One document: its name, how it stands between here and the server, and the text. */
export function DocumentPane({ id, roomId }: { id: string; roomId: string | undefined }) {
  const t = useT()
  const opened = useOpened(id, roomId)
  const { document, setDocument, line, gone, trashed } = opened
  const [writers, setWriters] = useState<Writer[]>([])
  const title = document?.title ?? t(gone ? 'app.notFound.title' : 'documents.one')
  const names = useNames(writers)
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
      <DocumentText opened={opened} onWriters={setWriters} />
    </main>
  )
}

/** The first names of those who write, with what they show of themselves where that is more than that they are here. */
function useNames(writers: readonly Writer[]): string[] {
  const t = useT()
  const presence = useLive((live) => live.presence)
  useWatch(writers.map(({ id }) => id))
  return writers.map(({ id, name }) => {
    const first = name.split(' ')[0] ?? name
    const { state, text } = presence[id] ?? {}
    const word = text || (state && state !== 'free' ? t(`presence.${state}`) : '')
    return word ? `${first} (${word})` : first
  })
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
