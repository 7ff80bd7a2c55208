import { Heading } from '../app/Heading'
import { useT } from '../i18n'
import { clock, useSecondsLeft } from '../sessions/clock'
import { Faces } from '../sessions/Faces'
import { useDesk, useDeskState } from '../sessions/useDesk'
import { VideoDoor } from '../sessions/video'
import type { Session } from '../sessions/wire'
import { Button } from '../ui/Button'

/** Let in before it has begun: who is there, and when it begins. */
export function GuestLobby({ session, onLeave }: { session: Session; onLeave(): void }) {
  const t = useT()
  const { ahead } = useDeskState(useDesk())
  const left = useSecondsLeft(session.startsAt, ahead)
  return (
    <main className="col guest-lobby">
      <Heading title={session.title} instead />
      <section className="card session-lobby" aria-labelledby="lobby">
        <div className="row">
          <div className="grow">
            <h2 id="lobby">{t(left > 0 ? 'session.begins' : 'guest.begins.soon')}</h2>
            <p className="soft">{t('guest.in')}</p>
          </div>
          {left > 0 && (
            <p className="session-clock" role="timer" aria-label={t('session.left', { time: clock(left) })}>
              {clock(left)}
            </p>
          )}
        </div>
        <Faces session={session} />
        <p className="row wrap card-actions">
          <VideoDoor look="button" />
          <Button onPress={onLeave}>{t('session.leave')}</Button>
        </p>
      </section>
      <p className="end">
        <b>{t('guest.confidential')}</b>
      </p>
    </main>
  )
}
