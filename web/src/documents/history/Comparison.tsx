import { ChevronDown, ChevronUp } from 'lucide-react'
import { type RefObject, useMemo, useState } from 'react'
import { useSay } from '../../app/AnnouncerRegion'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { countPlaces, type Stretch, stretchesOf, visible } from './blocks'
import { Differences } from './Differences'
import type { Block } from './wire'

const SAID = 200

interface ComparisonProps {
  blocks: readonly Block[]
  nameOf(personId: string): string
  /** What scrolls. */
  frame: RefObject<HTMLElement | null>
  /** Whether it is told what has changed since, or what would change. */
  about: 'history' | 'suggestions'
}

/** Differences, and the way from one place to the next. The focus stays on the buttons; what is there is said. */
export function Comparison({ blocks, nameOf, frame, about }: ComparisonProps) {
  const t = useT()
  const say = useSay()
  const stretches = useMemo(() => stretchesOf(visible(blocks)), [blocks])
  const [current, setCurrent] = useState<number>()
  const count = countPlaces(stretches)

  function go(place: number) {
    setCurrent(place)
    frame.current?.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: 'center' })
    const stretch = stretches.find((one) => one.place === place)
    say(`${t('history.place', { place: place + 1, count })}: ${stretch ? words(stretch) : ''}`)
  }
  function words({ blocks: changed }: Stretch): string {
    const parts = changed.flatMap(({ runs }) =>
      runs.flatMap(({ text, change }) => (change === 'same' ? [] : `${t(`history.${change}`)} ${text}`)),
    )
    const all = parts.length > 0 ? parts.join('; ') : t('history.form')
    return all.slice(0, SAID)
  }
  if (count === 0) return <p className="soft compared-none">{t(`${about}.same`)}</p>
  return (
    <>
      <div className="places">
        <p className="small soft grow">
          {current === undefined ? t(`${about}.places`, { count }) : t('history.place', { place: current + 1, count })}
          <span className="legend">
            <ins>{t('history.legend.inserted')}</ins> <del>{t('history.legend.deleted')}</del>
          </span>
        </p>
        <Button
          look="bare"
          className="icon-btn"
          aria-label={t('history.previous')}
          onPress={() => go(((current ?? 0) + count - 1) % count)}
        >
          <ChevronUp aria-hidden="true" className="icon" />
        </Button>
        <Button
          look="bare"
          className="icon-btn"
          aria-label={t('history.next')}
          onPress={() => go(current === undefined ? 0 : (current + 1) % count)}
        >
          <ChevronDown aria-hidden="true" className="icon" />
        </Button>
      </div>
      <Differences blocks={blocks} nameOf={nameOf} current={current} />
    </>
  )
}
