import { FileText } from 'lucide-react'
import { problemKey } from '../../app/problem'
import { Link } from '../../app/router'
import { paths } from '../../app/routes'
import { useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import type { Hit } from '../wire'
import { useSearch } from './useSearch'

interface ResultsProps {
  typed: string
  /** Only of this conversation. */
  roomId?: string
}

/** What was found, or what there is to do where nothing was. */
export function Results({ typed, roomId }: ResultsProps) {
  const t = useT()
  const { question, searching, hits, problem } = useSearch(typed, roomId)
  const found = hits?.hits ?? []
  const complete = hits?.complete ?? true
  const nothing = !searching && hits !== null && found.length === 0
  return (
    <section aria-label={t('search.results')} aria-busy={searching}>
      <p role="status" className="small soft">
        {searching && t('search.searching')}
        {!searching && problem !== null && t(problemKey(problem))}
        {!searching && hits !== null && !complete && `${t('search.building')} `}
        {!searching && hits !== null && (found.length > 0 || complete) && t('search.count', { count: found.length })}
      </p>
      {nothing && complete && (
        <div className="empty">
          <p>
            <b>{t('search.nothing', { question })}</b>
            {t(roomId ? 'search.nothing.room' : 'search.nothing.all')}
          </p>
          {roomId && (
            <Link className="btn" href={paths.documents(question)}>
              {t('search.everywhere')}
            </Link>
          )}
        </div>
      )}
      <ul className="list">
        {found.map((hit) => (
          <HitRow key={hit.document.id} hit={hit} showRoom={!roomId} />
        ))}
      </ul>
    </section>
  )
}

function HitRow({ hit: { document, excerpt }, showRoom }: { hit: Hit; showRoom: boolean }) {
  const t = useT()
  const { id, title, roomId } = document
  const room = useLive((live) => (roomId ? live.rooms[roomId]?.summary.name : undefined))
  return (
    <li>
      <FileText aria-hidden="true" className="icon soft" />
      <div className="grow">
        <Link className="cover strong block break" href={paths.document(id, room === undefined ? null : roomId)}>
          {title}
        </Link>
        {excerpt.length > 0 && (
          <p className="small break">
            {excerpt.map((piece, index) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a hit never change places
              piece.match ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
            )}
          </p>
        )}
        {showRoom && <span className="small soft">{room ?? t('search.shared')}</span>}
      </div>
    </li>
  )
}
