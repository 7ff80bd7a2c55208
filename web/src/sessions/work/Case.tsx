import { useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import { Button } from '../../ui/Button'
import { useFirstNames } from '../people'
import { useAct } from '../useDesk'
import type { Session, Step } from '../wire'

/** Somebody tells of a case of their own, the others advise. */
export function Case({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const act = useAct()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const mine = session.giver === me
  return (
    <section className="work" aria-labelledby="case">
      <h3 id="case">
        {session.giver
          ? mine
            ? t('session.case.mine')
            : t('session.case.of', { name: nameOf(session.giver) })
          : t('session.case.open')}
      </h3>
      <p>{step.text}</p>
      {(!session.giver || mine) && (
        <Button onPress={() => act('give', { gives: !mine })}>
          {t(mine ? 'session.case.back' : 'session.case.give')}
        </Button>
      )}
    </section>
  )
}
