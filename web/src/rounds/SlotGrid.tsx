import { type KeyboardEvent, useRef, useState } from 'react'
import { useT } from '../i18n'
import { type Answers, type Day, moved, nextSay, type Say, STARTS, slotOf } from './slots'

interface SlotGridProps {
  days: readonly Day[]
  answers: Answers
  onSay(slot: string, say: Say): void
}

const SIGNS: Record<Say, string> = { yes: '✓', ifNeeded: '~', no: '' }

/**
 * One cell for every time of the week. A press says yes, the next one if needed, the next one no. By keyboard the arrows go from cell to
 * cell, and with shift they take the answer along; with a mouse one draws it.
 */
export function SlotGrid({ days, answers, onSay }: SlotGridProps) {
  const t = useT()
  const [at, setAt] = useState({ column: 0, row: 8 })
  const cells = useRef(new Map<string, HTMLButtonElement>())
  const drawing = useRef<Say | null>(null)
  const said = useRef(false)
  const say = (slot: string): Say => answers.get(slot) ?? 'no'
  const column = Math.min(at.column, days.length - 1)

  function onKeyDown(event: KeyboardEvent, slot: string) {
    const to = moved(event.key, { column, row: at.row }, days.length)
    if (!to) return
    event.preventDefault()
    setAt(to)
    const next = slotOf(days[to.column] ?? 'monday', STARTS[to.row] ?? '')
    if (event.shiftKey) onSay(next, say(slot))
    cells.current.get(next)?.focus()
  }

  return (
    <table
      className="slot-grid"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells are reached by arrows.
      role="grid"
      aria-label={t('rounds.slots.grid')}
      onPointerUp={() => {
        drawing.current = null
      }}
      onPointerLeave={() => {
        drawing.current = null
      }}
    >
      <thead>
        <tr>
          <td />
          {days.map((day) => (
            <th key={day} scope="col">
              {t(`rounds.day.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {STARTS.map((start, row) => (
          <tr key={start} className={start.endsWith(':00') ? 'hour' : undefined}>
            <th scope="row">{start}</th>
            {days.map((day, index) => {
              const slot = slotOf(day, start)
              const now = say(slot)
              return (
                <td key={day}>
                  <button
                    type="button"
                    ref={(button) => {
                      if (button) cells.current.set(slot, button)
                      else cells.current.delete(slot)
                    }}
                    className={`slot ${now}`}
                    tabIndex={index === column && row === at.row ? 0 : -1}
                    aria-label={t('rounds.slots.cell', {
                      day: t(`rounds.day.${day}`),
                      time: start,
                      say: t(`rounds.say.${now}`),
                    })}
                    onFocus={() => setAt({ column: index, row })}
                    onKeyDown={(event) => onKeyDown(event, slot)}
                    onClick={(event) => {
                      // A mouse has said it when it came down.
                      if (event.detail === 0 || !said.current) onSay(slot, nextSay(now))
                    }}
                    onPointerEnter={() => {
                      if (drawing.current) onSay(slot, drawing.current)
                    }}
                    onPointerDown={(event) => {
                      said.current = event.pointerType === 'mouse' && event.button === 0
                      if (!said.current) return
                      drawing.current = nextSay(now)
                      onSay(slot, drawing.current)
                    }}
                  >
                    {SIGNS[now]}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
