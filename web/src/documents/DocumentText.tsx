import { lazy, Suspense } from 'react'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import type { Opened } from './useOpened'
import type { Writer } from './writers'

const Writing = lazy(() => import('./Writing'))

/** The text of a document, or why there is none, and what has to be known about what is not saved. */
export function DocumentText({ opened, onWriters }: { opened: Opened; onWriters(writers: Writer[]): void }) {
  const t = useT()
  const { document, setDocument, problem, facts, setFacts, line, gone, trashed } = opened
  return (
    <>
      {gone && <p className="shelf">{t(document?.parentId ? 'suggestions.decided' : 'document.state.gone')}</p>}
      {trashed && !gone && <p className="shelf">{t('document.trashed')}</p>}
      {!document && problem !== null && !gone && <p className="shelf">{t(problemKey(problem))}</p>}
      {!document && problem === null && <Patience />}
      {document && !gone && !trashed && (
        <Suspense fallback={<Patience />}>
          <Writing document={document} facts={facts} onFacts={setFacts} onWriters={onWriters} onSummary={setDocument} />
        </Suspense>
      )}
      {line.warn && !gone && !trashed && document && <p className="line pane-line">{t(line.key)}</p>}
    </>
  )
}
