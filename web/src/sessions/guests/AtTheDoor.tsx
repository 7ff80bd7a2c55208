import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { useAct, useDesk, useDeskState } from '../useDesk'

/** Guests who wait, for whoever is here to let them in. Stays in view wherever one has scrolled to. */
export function AtTheDoor() {
  const t = useT()
  const act = useAct()
  const { guests } = useDeskState(useDesk())
  const waiting = guests.filter((one) => one.state === 'waiting')
  if (waiting.length === 0) return null
  return (
    <ul className="at-the-door" aria-label={t('session.guests.waiting')}>
      {waiting.map(({ guestId, name }) => (
        <li key={guestId} className="row">
          <b className="grow break">{t('session.guests.waits', { name })}</b>
          <span className="row">
            <Button aria-label={t('session.guests.decline.of', { name })} onPress={() => act('sendOut', { guestId })}>
              {t('session.guests.decline')}
            </Button>
            <Button
              look="main"
              aria-label={t('session.guests.letIn.of', { name })}
              onPress={() => act('letIn', { guestId })}
            >
              {t('session.guests.letIn')}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  )
}
