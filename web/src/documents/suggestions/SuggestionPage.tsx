import { useEffect, useRef, useState } from 'react'
import { useSay } from '../../app/AnnouncerRegion'
import { Problem } from '../../app/api'
import { Patience } from '../../app/Patience'
import { problemKey } from '../../app/problem'
import { Link } from '../../app/router'
import { paths } from '../../app/routes'
import { useT } from '../../i18n'
import { useTimes } from '../../i18n/time'
import { useLive } from '../../realtime/context'
import { Button } from '../../ui/Button'
import { countPlaces, stretchesOf, visible } from '../history/blocks'
import { Comparison } from '../history/Comparison'
import type { Block } from '../history/wire'
import { type DocumentSummary, mayWrite } from '../wire'
import { Decision } from './Decision'
import { compareSuggestion, type Suggestion } from './wire'

interface SuggestionPageProps {
  parent: DocumentSummary
  roomId: string | undefined
  suggestion: Suggestion
  nameOf(personId: string): string
  onDecided(suggestionId: string): void
}

/** What one suggestion would change, and the decision about it. */
export function SuggestionPage({ parent, roomId, suggestion, nameOf, onDecided }: SuggestionPageProps) {
  const t = useT()
  const say = useSay()
  const times = useTimes()
  const frame = useRef<HTMLElement>(null)
  const me = useLive((live) => live.me.id)
  const { id, updatedAt } = suggestion.document
  const { blocks, problem } = useComparison(id)
  const [asking, setAsking] = useState<'accept' | 'reject' | 'withdraw' | null>(null)
  const name = nameOf(suggestion.authorId)
  const mine = suggestion.authorId === me
  const found = blocks && t('suggestions.places', { count: countPlaces(stretchesOf(visible(blocks))) })
  useEffect(() => {
    if (found) say(found)
  }, [found, say])

  return (
    <section className="split-page" aria-labelledby="suggestion" ref={frame}>
      <div className="split-head">
        <div className="grow">
          <h2 id="suggestion" tabIndex={-1} className="break">
            {mine ? t('suggestions.yours') : t('suggestions.by', { name })}
          </h2>
          <p className="small soft">{t('documents.changed', { time: times.short(updatedAt) })}</p>
        </div>
        <div className="split-actions">
          <Link className="btn bare" href={paths.document(id, roomId)}>
            {t('suggestions.open')}
          </Link>
          {mine && <Button onPress={() => setAsking('withdraw')}>{t('suggestions.withdraw')}</Button>}
          {mayWrite(parent) && !mine && <Button onPress={() => setAsking('reject')}>{t('suggestions.reject')}</Button>}
          {mayWrite(parent) && (
            <Button look="main" onPress={() => setAsking('accept')}>
              {t('suggestions.accept')}
            </Button>
          )}
        </div>
      </div>
      <div className="compared">
        {problem instanceof Problem && <p>{t(problem.status === 404 ? 'suggestions.decided' : problemKey(problem))}</p>}
        {!blocks && problem === undefined && <Patience />}
        {blocks && <Comparison key={id} blocks={blocks} nameOf={nameOf} frame={frame} about="suggestions" />}
      </div>
      {asking && (
        <Decision
          kind={asking}
          suggestionId={id}
          title={parent.title}
          name={name}
          onDone={() => onDecided(id)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}

/** Asked again when somebody comes back to this window: both texts may have gone on. */
function useComparison(id: string): { blocks?: Block[]; problem?: unknown } {
  const [answer, setAnswer] = useState<{ of: string; blocks?: Block[]; problem?: unknown }>({ of: '' })
  useEffect(() => {
    let wanted = true
    const load = () =>
      compareSuggestion(id).then(
        (blocks) => wanted && setAnswer({ of: id, blocks }),
        (problem) => wanted && setAnswer({ of: id, problem }),
      )
    void load()
    window.addEventListener('focus', load)
    return () => {
      wanted = false
      window.removeEventListener('focus', load)
    }
  }, [id])
  return answer.of === id ? answer : {}
}
