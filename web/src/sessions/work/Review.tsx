import { useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import { Button } from '../../ui/Button'
import { useFirstNames } from '../people'
import { useAct } from '../useDesk'
import type { Kept, Session, Step } from '../wire'

const ANSWERS: Kept[] = ['yes', 'partly', 'no']

/** What everybody had promised last time; each says of their own what became of it. */
export function Review({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const act = useAct()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  return (
    <section className="work" aria-labelledby="review">
      <h3 id="review">{step.text}</h3>
      {session.carried.length > 0 && (
        <ul className="list" aria-label={t('session.carried')}>
          {session.carried.map((one) => (
            <li key={one.personId} className="carried">
              <span className="grow">
                <b>{one.personId === me ? t('session.you.name') : nameOf(one.personId)}:</b> {one.text}
              </span>
              {one.personId === me ? (
                <fieldset className="row answers">
                  <legend className="sr">{t('session.kept')}</legend>
                  {ANSWERS.map((kept) => (
                    <Button
                      key={kept}
                      aria-pressed={one.kept === kept}
                      className={one.kept === kept ? 'on' : ''}
                      onPress={() => act('keep', { kept })}
                    >
                      {t(`session.kept.${kept}`)}
                    </Button>
                  ))}
                </fieldset>
              ) : (
                one.kept && <span className="tag">{t(`session.kept.${one.kept}`)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
