import { Ellipsis, FileText } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { Button } from '../ui/Button'
import { Confirm } from '../ui/Dialog'
import { DocumentMenu } from './DocumentMenu'
import { useDocumentActions } from './useDocumentActions'
import { type DocumentSummary, erasedAt, mayRename } from './wire'

/** The editor is large: whoever points at a document has it a moment earlier. */
const fetchEditor = () => void import('./Writing').catch(() => undefined)

export function DocumentRow({ document }: { document: DocumentSummary }) {
  const t = useT()
  const times = useTimes()
  const { title, state, updatedAt, roomId } = document
  return (
    <li>
      <FileText aria-hidden="true" className="icon soft" />
      <div className="grow">
        <Link
          className="cover strong block break"
          href={paths.document(document.id, roomId)}
          onPointerEnter={fetchEditor}
          onFocus={fetchEditor}
        >
          {title}
        </Link>
        <span className="small soft">
          {t('documents.changed', { time: times.short(updatedAt) })}
          {state === 'frozen' && ` · ${t('documents.frozen')}`}
        </span>
      </div>
      {mayRename(document) && (
        <DocumentMenu document={document}>
          <Ellipsis aria-hidden="true" className="icon" />
        </DocumentMenu>
      )}
    </li>
  )
}

/** What lies in the trash: `fresh` in its old place, with the way back at hand. */
export function TrashedRow({ document, fresh }: { document: DocumentSummary; fresh?: boolean }) {
  const t = useT()
  const { untrash, erase } = useDocumentActions(document)
  const times = useTimes()
  const erased = erasedAt(document)
  const [asking, setAsking] = useState(false)
  const undo = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (fresh) undo.current?.focus()
  }, [fresh])
  return (
    <li className="trashed">
      <div className="grow break">
        {fresh ? t('documents.trashed', { title: document.title }) : document.title}
        {!fresh && erased && (
          <span className="small block">{t('trash.until', { day: times.day(erased.toISOString()) })}</span>
        )}
      </div>
      <Button ref={undo} onPress={untrash} aria-label={t('documents.untrash.of', { title: document.title })}>
        {fresh ? t('documents.undo') : t('documents.untrash')}
      </Button>
      {!fresh && (
        <Button
          look="bare"
          className="danger"
          onPress={() => setAsking(true)}
          aria-label={t('documents.erase.of', { title: document.title })}
        >
          {t('documents.erase')}
        </Button>
      )}
      {asking && (
        <Confirm
          title={t('documents.erase.title', { title: document.title })}
          sentence={t('documents.erase.sure')}
          verb={t('documents.erase')}
          onConfirm={erase}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
