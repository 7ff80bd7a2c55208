import { useState } from 'react'
import { problemKey } from '../../app/problem'
import { Link, navigate } from '../../app/router'
import { paths } from '../../app/routes'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { useNotice } from '../../ui/Notice'
import { type DocumentSummary, mayWrite } from '../wire'
import { useSuggestions } from './useSuggestions'
import { suggest } from './wire'

interface SuggestionLineProps {
  document: DocumentSummary
  roomId: string | undefined
}

/** How a document is changed by those who only may suggest, and where the others find what was suggested. */
export default function SuggestionLine({ document, roomId }: SuggestionLineProps) {
  const t = useT()
  const notice = useNotice()
  const { suggestions = [] } = useSuggestions(document.id)
  const [busy, setBusy] = useState(false)

  function begin() {
    if (busy) return
    setBusy(true)
    suggest(document.id)
      .then(({ id }) => navigate(paths.document(id, roomId)))
      .catch((error) => {
        setBusy(false)
        notice(t(problemKey(error)))
      })
  }
  if (document.role === 'suggest' && document.state === 'open') {
    const begun = suggestions.length > 0
    return (
      <div className="suggestion-line">
        <p className="small soft grow">{t(begun ? 'suggestions.begun' : 'suggestions.hint')}</p>
        <Button look="main" busy={busy} onPress={begin}>
          {t(begun ? 'suggestions.continue' : 'suggestions.begin')}
        </Button>
      </div>
    )
  }
  if (!mayWrite(document) || suggestions.length === 0) return null
  return (
    <div className="suggestion-line quiet">
      <Link className="btn bare" href={paths.suggestions(document.id, roomId)}>
        {t('suggestions.count', { count: suggestions.length })}
      </Link>
    </div>
  )
}
