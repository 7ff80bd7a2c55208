import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { useT } from '../i18n'
import { Button } from '../ui/Button'
import type { CallEngine } from './engine/CallEngine'
import { LONGEST } from './engine/texts'
import { useCallView } from './useCall'

interface RealTimeTextProps {
  engine: CallEngine
  nameOf(id: string): string
  /** Left out where something around it has a title and closes it. */
  onClose?(): void
}

/** What is typed is seen by the others while it is typed. */
export function RealTimeText({ engine, nameOf, onClose }: RealTimeTextProps) {
  const t = useT()
  const texts = useCallView(engine, (view) => view.texts)
  const captions = useCallView(
    engine,
    ({ call, mine }) => call?.participants.find(({ id }) => id === mine)?.captions ?? false,
  )
  const [text, setText] = useState('')
  const log = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: to the end with every new text
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [texts])

  function submit(event: FormEvent) {
    event.preventDefault()
    engine.texts.finish()
    setText('')
  }

  return (
    <section className="call-text" aria-label={t('call.text')}>
      {onClose && (
        <div className="row">
          <h2 className="grow">{t('call.text')}</h2>
          <Button look="bare" onPress={onClose}>
            {t('common.close')}
          </Button>
        </div>
      )}
      <p className="small soft">{t(captions ? 'call.captions.writing' : 'call.text.hint')}</p>
      <Switch className="switch" isSelected={captions} onChange={(on) => engine.writeCaptions(on)}>
        <span className="track" aria-hidden="true" />
        {t('call.captions.write')}
      </Switch>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <div ref={log} className="call-lines" role="log" aria-label={t('call.text')} tabIndex={0}>
        <ol>
          {texts.map(({ from, line, text: words, done, caption }) => (
            // Busy while it grows, so that it is read aloud once, whole, and not letter by letter.
            <li key={`${from}/${line}`} className={done ? undefined : 'typing-now'} aria-busy={!done}>
              <b>{from ? nameOf(from) : t('common.you')}</b>
              {caption && <span className="small soft"> {t('call.captions.mark')}</span>}
              <span className="block break">{words}</span>
            </li>
          ))}
        </ol>
      </div>
      <form className="inline" onSubmit={submit}>
        <label className="field">
          <span>{t('call.text.field')}</span>
          <input
            value={text}
            maxLength={LONGEST}
            autoComplete="off"
            onChange={(event) => {
              setText(event.target.value)
              engine.texts.type(event.target.value)
            }}
          />
        </label>
        <Button type="submit">{t('call.text.next')}</Button>
      </form>
    </section>
  )
}
