import { Problem } from '../../app/api'
import { Patience } from '../../app/Patience'
import { problemKey } from '../../app/problem'
import { Link, navigate } from '../../app/router'
import { paths } from '../../app/routes'
import { useT } from '../../i18n'
import { useTimes } from '../../i18n/time'
import { Split, useNarrow } from '../history/Split'
import { useNames } from '../history/useNames'
import { useEars } from '../useEars'
import { useShown } from '../useShown'
import { useSummary } from '../useSummary'
import { SuggestionPage } from './SuggestionPage'
import { useSuggestions } from './useSuggestions'
import type { Suggestion } from './wire'

interface SuggestionsProps {
  id: string
  roomId: string | undefined
  chosen: string | undefined
}

const idOf = ({ document }: Suggestion) => document.id

/** What others suggest to change in a document; each is compared with it and decided about. */
export default function Suggestions({ id, roomId, chosen }: SuggestionsProps) {
  const t = useT()
  const times = useTimes()
  const nameOf = useNames(roomId)
  const [document, , missing] = useSummary(id, roomId)
  const { suggestions, problem, drop } = useSuggestions(id)
  useEars(id)
  const [suggestion, again] = useShown(suggestions, idOf, chosen)
  const current = useNarrow() ? chosen : suggestion?.document.id
  const gone = [missing, problem].some((one) => one instanceof Problem && one.status === 404)

  function decided(suggestionId: string) {
    const left = suggestions?.filter((one) => one.document.id !== suggestionId) ?? []
    again()
    drop(suggestionId)
    navigate(left.length > 0 ? paths.suggestions(id, roomId) : paths.document(id, roomId), { replace: true })
  }
  const instead = () => {
    if (gone) return <p className="shelf">{t('document.state.gone')}</p>
    if (!suggestions && problem !== null) return <p className="shelf">{t(problemKey(problem))}</p>
    if (!suggestions || !document) return <Patience />
    if (suggestions.length > 0) return undefined
    return (
      <div className="shelf">
        <p className="empty">
          <b>{t('suggestions.empty')}</b>
          {t('suggestions.empty.hint')}
        </p>
      </div>
    )
  }
  return (
    <Split
      title={t(gone ? 'app.notFound.title' : 'suggestions.title')}
      of={document?.title ?? ''}
      documentHref={paths.document(id, roomId)}
      listHref={paths.suggestions(id, roomId)}
      listLabel={t('suggestions.list')}
      chosen={chosen}
      instead={instead()}
      list={
        <ul>
          {suggestions?.map(({ document: { id: suggestionId, updatedAt }, authorId }) => (
            <li key={suggestionId}>
              <Link
                className="choice"
                href={paths.suggestions(id, roomId, suggestionId)}
                data-choice={suggestionId}
                aria-current={suggestionId === current ? 'page' : undefined}
              >
                <span className="strong break">{nameOf(authorId)}</span>
                <span className="small soft">{t('documents.changed', { time: times.short(updatedAt) })}</span>
              </Link>
            </li>
          ))}
        </ul>
      }
    >
      {document && suggestion ? (
        <SuggestionPage parent={document} roomId={roomId} suggestion={suggestion} nameOf={nameOf} onDecided={decided} />
      ) : (
        <section className="split-page" aria-labelledby="suggestion">
          <h2 id="suggestion" tabIndex={-1} className="shelf">
            {t('suggestions.decided')}
          </h2>
        </section>
      )}
    </Split>
  )
}
