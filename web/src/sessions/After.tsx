import { Heading } from '../app/Heading'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { NextSession } from '../rounds/NextSession'
import { useFirstNames } from './people'
import type { Session } from './wire'

/** The two minutes after: what I have promised, what came of it, when we meet again. */
export function After({ session, roomName }: { session: Session; roomName: string }) {
  const t = useT()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const mine = session.commitments.find((one) => one.personId === me)
  const others = session.commitments.filter((one) => one.personId !== me)
  return (
    <main id="main" className="col session-after">
      <p className="soft">
        <Link href={paths.room(session.roomId)}>{roomName}</Link>
      </p>
      <Heading title={t('session.over')} />
      <section className="card" aria-labelledby="mine">
        <h2 id="mine">{t('session.mine')}</h2>
        <p>{mine ? mine.text : t('session.mine.none')}</p>
        {others.length > 0 && (
          <>
            <h3>{t('session.others')}</h3>
            <ul className="hands">
              {others.map((one) => (
                <li key={one.personId}>
                  <b>{nameOf(one.personId)}:</b> {one.text}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="card" aria-labelledby="recap">
        <h2 id="recap">{t('session.recap')}</h2>
        <p className="soft">{t(session.phase === 'recapped' ? 'session.recap.hint' : 'session.recap.soon')}</p>
        {session.recap && (
          <p>
            <Link className="btn main" href={paths.document(session.recap, session.roomId)}>
              {t('session.recap.open')}
            </Link>
          </p>
        )}
      </section>
      <section className="card" aria-labelledby="again">
        <h2 id="again">{t('session.again')}</h2>
        <NextSession roomId={session.roomId} />
      </section>
    </main>
  )
}
