import { useT } from '../i18n'
import type { CallEngine } from './engine/CallEngine'
import { shownCaptions } from './engine/captions'
import { useCallView } from './useCall'

/** What is said, as somebody writes it down; below the pictures for those who want it. */
export function Captions({ engine }: { engine: CallEngine }) {
  const t = useT()
  const texts = useCallView(engine, (view) => view.texts)
  const reading = useCallView(engine, (view) => view.reading)
  if (!reading) return null
  const lines = shownCaptions(texts)
  return (
    <section className="call-captions" aria-label={t('call.captions')}>
      {lines.length === 0 && <p>{t('call.captions.none')}</p>}
      {lines.map(({ from, line, text }) => (
        <p key={`${from}/${line}`} className="break">
          {text}
        </p>
      ))}
    </section>
  )
}
