import { useEffect, useState } from 'react'
import { Link } from '../../app/router'
import { paths } from '../../app/routes'
import { Sentence, useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import { Button } from '../../ui/Button'
import { readDocument } from '../door'
import { useNames } from '../history/useNames'
import type { DocumentSummary } from '../wire'
import { Decision } from './Decision'

interface SuggestionBannerProps {
  suggestion: DocumentSummary
  parentId: string
  roomId: string | undefined
}

/** Says at the head of a suggestion that it is one, of which document, and how it is taken back. */
export default function SuggestionBanner({ suggestion, parentId, roomId }: SuggestionBannerProps) {
  const t = useT()
  const me = useLive((live) => live.me.id)
  const nameOf = useNames(roomId)
  const title = useTitle(parentId) ?? suggestion.title
  const [asking, setAsking] = useState(false)
  const mine = suggestion.ownerId === me
  return (
    <div className="suggestion-line">
      <p className="grow">
        <Sentence
          id={mine ? 'suggestions.mine' : 'suggestions.of'}
          values={{ title, name: nameOf(suggestion.ownerId) }}
        />
      </p>
      <Link className="btn bare" href={paths.suggestions(parentId, roomId, suggestion.id)}>
        {t('suggestions.compare')}
      </Link>
      {mine && <Button onPress={() => setAsking(true)}>{t('suggestions.withdraw')}</Button>}
      {asking && (
        <Decision
          kind="withdraw"
          suggestionId={suggestion.id}
          title={title}
          name=""
          onDone={paths.document(parentId, roomId)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

function useTitle(documentId: string): string | undefined {
  const [title, setTitle] = useState<string>()
  useEffect(() => {
    let wanted = true
    readDocument(documentId).then(
      (document) => wanted && setTitle(document.title),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [documentId])
  return title
}
