import { ArrowLeft } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Heading } from '../app/Heading'
import { Missing } from '../app/Missing'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useClient, useLive, useRoom } from '../realtime/context'
import { ChangeCard, SettledChange } from './ChangeCard'
import { ChangeDialog } from './ChangeDialog'
import { DateList } from './DateList'
import { SlotVotePage } from './SlotVotePage'
import { useRoundDates } from './useRoundDates'
import type { RoundDate, RoundDates } from './wire'
import './rounds.scss'

const SETTLED = 3

/** When a round meets, and what its members want to change about that; or how it finds its time. */
export default function RoundPage({ roomId }: { roomId: string }) {
  const t = useT()
  const { sync } = useClient()
  const room = useRoom(roomId)
  const connected = useLive((live) => live.connection === 'connected')
  const [round, put, problem] = useRoundDates(roomId)
  // The names of those who propose and answer.
  useEffect(() => {
    if (connected) sync.open(roomId).catch(() => undefined)
  }, [sync, roomId, connected])
  if (round === null && room?.summary.kind !== 'round') return <Missing />
  return (
    <main id="main" className="col">
      <p>
        <Link className="btn bare round-back" href={paths.room(roomId)}>
          <ArrowLeft aria-hidden="true" className="icon" />
          {room?.summary.name ?? t('room.back')}
        </Link>
      </p>
      {round === null ? (
        <SlotVotePage roomId={roomId} onBegun={put} />
      ) : (
        <>
          <Heading title={t('rounds.dates')} />
          {round ? <Dates round={round} onChange={put} /> : problem ? <p>{t(problemKey(problem))}</p> : <Patience />}
        </>
      )}
    </main>
  )
}

function Dates({ round, onChange }: { round: RoundDates; onChange(round: RoundDates): void }) {
  const t = useT()
  const [asked, setAsked] = useState<RoundDate | null>(null)
  const open = round.changes.filter((change) => change.state === 'open')
  const settled = round.changes.filter((change) => change.state !== 'open').slice(-SETTLED)
  return (
    <>
      {open.length > 0 && (
        <section className="sec" aria-labelledby="open-changes">
          <h2 id="open-changes">{t('rounds.changes.open')}</h2>
          <div className="stack">
            {open.map((change) => (
              <ChangeCard key={change.id} round={round} change={change} onChange={onChange} />
            ))}
          </div>
        </section>
      )}
      <DateList round={round} onAsk={setAsked} onChange={onChange} />
      {settled.length > 0 && (
        <section className="sec" aria-labelledby="settled-changes">
          <h2 id="settled-changes">{t('rounds.changes.settled')}</h2>
          <ul className="list">
            {settled.toReversed().map((change) => (
              <SettledChange key={change.id} round={round} change={change} />
            ))}
          </ul>
        </section>
      )}
      {asked && <ChangeDialog round={round} date={asked} onClose={() => setAsked(null)} onChange={onChange} />}
    </>
  )
}
