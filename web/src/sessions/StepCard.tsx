import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { clock, useSecondsLeft } from './clock'
import { useFirstNames } from './people'
import { useAct, useDesk, useDeskState } from './useDesk'
import type { Session, Step } from './wire'

const SOON = 30

/** What happens now: the step, whose turn it is, how long, and what one can do about it. */
export function StepCard({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const desk = useDesk()
  const { ahead } = useDeskState(desk)
  const { turn } = session
  const paused = session.phase === 'paused'
  const left = useSecondsLeft(turn.endsAt ?? session.stepEnd, ahead, session.pausedAt)
  const speaks = turn.speaker === me
  const waiting = turn.waiting.map((id) => (id === me ? t('session.you') : nameOf(id)))
  return (
    <section
      className="card step-card"
      aria-label={t('session.now')}
      data-at={`${session.step}.${turn.number}`}
      data-type={step.type}
    >
      <div className="grow">
        <p className="small soft">
          {turn.speaker || paused
            ? step.title
            : t('session.stepOf', { number: session.step + 1, count: session.steps.length })}
        </p>
        <h2>{headline()}</h2>
        {waiting.length > 0 && <p className="soft small">{t('session.then', { names: waiting.join(', ') })}</p>}
      </div>
      <p
        className={left <= SOON && !paused ? 'session-clock soon' : 'session-clock'}
        role="timer"
        aria-label={t('session.left', { time: clock(left) })}
      >
        {clock(left)}
      </p>
      {!desk.asGuest && <Actions session={session} />}
    </section>
  )

  function headline(): string {
    if (paused) return t('session.paused')
    if (speaks) return t('session.yourTurn')
    return turn.speaker ? t('session.turnOf', { name: nameOf(turn.speaker) }) : step.title
  }
}

/** What one can do about the step and the turn. */
function Actions({ session }: { session: Session }) {
  const t = useT()
  const act = useAct()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const { turn } = session
  const leads = session.facilitator === me
  const speaks = turn.speaker === me
  const at = { step: session.step, turn: turn.number }
  return (
    <div className="row step-actions">
      {session.phase === 'paused' ? (
        <Button look="main" onPress={() => act('resume')}>
          {t('session.resume')}
        </Button>
      ) : (
        <>
          <Button onPress={() => act('extend', { step: session.step, stepEnd: session.stepEnd })}>
            {t('session.extend')}
          </Button>
          {turn.endsAt && speaks && !turn.passed.includes(me) && turn.waiting.length > 0 && (
            <Button onPress={() => act('pass', at)}>{t('session.later')}</Button>
          )}
          {turn.speaker && (speaks || leads) && (
            <Button look="main" onPress={() => act('turn', at)}>
              {t('session.handOver')}
            </Button>
          )}
          {!turn.endsAt && session.hands.length > 0 && (!turn.speaker || speaks || leads) && (
            <Button look={turn.speaker ? 'plain' : 'main'} onPress={() => act('floor', at)}>
              {t('session.floor', { name: nameOf(session.hands[0] ?? '') })}
            </Button>
          )}
          {leads && !turn.speaker && (
            <Button
              look={session.hands.length > 0 ? 'plain' : 'main'}
              onPress={() => act('next', { step: session.step })}
            >
              {t('session.next')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
