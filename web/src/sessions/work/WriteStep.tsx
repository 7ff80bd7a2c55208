import { useEffect, useRef, useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { useT } from '../../i18n'
import { draftKey } from '../../realtime/client'
import { useLive } from '../../realtime/context'
import { Button } from '../../ui/Button'
import { stepKey } from '../SessionDesk'
import { useDeskState, useOwnDesk } from '../useDesk'
import type { Session, Step } from '../wire'
import { type Kept, newText, TextKeeper } from './TextKeeper'

const MOST = 10

/** Silent writing. Each text is kept while it is typed, here and on the server, and nobody else sees it before the step ends. */
export function WriteStep({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const desk = useOwnDesk()
  const { mine } = useDeskState(desk)
  const me = useLive((live) => live.me.id)
  const key = draftKey(me, `session:${stepKey(session)}`)
  const [keeper] = useState(
    () =>
      new TextKeeper(key, mine?.texts ?? [], (textId, text) => desk.act('text', { step: session.step, textId, text })),
  )
  const [texts, setTexts] = useState<Kept[]>(keeper.texts)
  const last = useRef<HTMLTextAreaElement>(null)
  useEffect(() => keeper.start(setTexts), [keeper])
  const full = texts.length >= MOST
  return (
    <section className="work" aria-labelledby="write">
      <h3 id="write">{step.text}</h3>
      <p className="small soft">{t(step.anonymous ? 'session.write.anonymous' : 'session.write.named')}</p>
      <ul className="cards">
        {texts.map((one, index) => (
          <li key={one.textId} className="note">
            <TextField value={one.text} onChange={(text) => keeper.change(one.textId, text)} maxLength={500}>
              <Label className="sr">{t('session.write.label', { number: index + 1 })}</Label>
              <TextArea ref={index === texts.length - 1 ? last : undefined} rows={3} />
            </TextField>
            <p className="small soft" aria-live="off">
              {one.text.trim() === '' ? t('session.write.empty') : t(`session.write.${one.state}`)}
            </p>
          </li>
        ))}
      </ul>
      <Button
        isDisabled={full}
        onPress={() => {
          keeper.add(newText())
          requestAnimationFrame(() => last.current?.focus())
        }}
      >
        {t('session.write.more')}
      </Button>
    </section>
  )
}
