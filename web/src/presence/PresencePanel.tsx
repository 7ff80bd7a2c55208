import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { type MessageKey, useT } from '../i18n'
import { useClient } from '../realtime/context'
import type { PresenceState } from '../realtime/wire'
import { Button } from '../ui/Button'
import { Choice, Field } from '../ui/Field'
import { PresenceWord } from './PresenceMark'

const STATES: PresenceState[] = ['free', 'busy', 'dnd', 'away']
const MINUTES = ['30', '60', '240', '1440', '10000'] as const
type Minutes = (typeof MINUTES)[number]

/** The switch, with the honest sentence of what others see, and what they see in particular. */
export function PresencePanel() {
  const t = useT()
  const { presence } = useClient()
  const own = useSyncExternalStore(presence.subscribe, presence.get)
  const [state, setState] = useState<PresenceState>(own.state)
  const [text, setText] = useState(own.text ?? '')
  const [minutes, setMinutes] = useState<Minutes>('240')
  const [saved, setSaved] = useState(false)

  function save(event: FormEvent) {
    event.preventDefault()
    const limited = state !== 'free' || text.trim() !== ''
    const until = limited ? new Date(Date.now() + Number(minutes) * 60_000).toISOString() : undefined
    // Without a connection the server hears of it as soon as there is one.
    presence.set({ visible: true, state, text: text.trim() || undefined, until }).catch(() => undefined)
    setSaved(true)
  }

  return (
    <section className="sec" aria-labelledby="presence">
      <h2 id="presence">{t('presence.title')}</h2>
      <Switch
        className="switch"
        isSelected={own.visible}
        onChange={(visible) => {
          setSaved(false)
          presence.set({ ...own, visible }).catch(() => undefined)
        }}
      >
        <span className="track" aria-hidden="true" />
        {t('presence.visible')}
      </Switch>
      <p className="small soft">{t('presence.explain')}</p>
      {own.visible && (
        <form className="fields" onSubmit={save}>
          <p>
            <PresenceWord presence={own} />
          </p>
          <Choice<PresenceState>
            label={t('presence.state')}
            value={state}
            onChange={setState}
            options={STATES.map((value) => ({ value, label: t(`presence.${value}`) }))}
          />
          <Field
            label={t('presence.text')}
            hint={t('presence.text.hint')}
            maxLength={80}
            value={text}
            onChange={setText}
          />
          {(state !== 'free' || text.trim() !== '') && (
            <Choice<Minutes>
              label={t('presence.until')}
              value={minutes}
              onChange={setMinutes}
              options={MINUTES.map((value) => ({ value, label: t(`presence.until.${value}` as MessageKey) }))}
            />
          )}
          <div>
            <Button type="submit">{t('common.save')}</Button>
          </div>
          <p role="status" className="small">
            {saved ? t('presence.saved') : ''}
          </p>
        </form>
      )}
    </section>
  )
}
