import { Bookmark, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { Link } from '../../app/router'
import { useT } from '../../i18n'
import { sameDay, useTimes } from '../../i18n/time'
import type { Version } from './wire'

interface VersionListProps {
  versions: readonly Version[]
  current: string | undefined
  hrefOf(versionId: string): string
  nameOf(personId: string): string
}

/** Earlier states by day. Those with a name can be had alone. */
export function VersionList({ versions, current, hrefOf, nameOf }: VersionListProps) {
  const t = useT()
  const times = useTimes()
  const [onlyNamed, setOnlyNamed] = useState(false)
  const named = versions.filter(({ label }) => label)
  const shown = onlyNamed ? named : versions
  return (
    <>
      {named.length > 0 && named.length < versions.length && (
        <Checkbox className="check only-named" isSelected={onlyNamed} onChange={setOnlyNamed}>
          <span className="box" aria-hidden="true" />
          {t('history.onlyNamed')}
        </Checkbox>
      )}
      {byDay(shown).map((day) => (
        <section key={day[0]?.id}>
          <h2 className="small">{times.day(day[0]?.at ?? '')}</h2>
          <ul>
            {day.map((version) => (
              <li key={version.id}>
                <Link
                  className="choice"
                  href={hrefOf(version.id)}
                  data-choice={version.id}
                  aria-current={version.id === current ? 'page' : undefined}
                >
                  <Entry version={version} nameOf={nameOf} time={times.time(version.at)} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

interface EntryProps {
  version: Version
  nameOf(personId: string): string
  time: string
}

function Entry({ version: { kind, label, writers }, nameOf, time }: EntryProps) {
  const t = useT()
  const Icon = label ? Bookmark : kind === 'before-restore' ? RotateCcw : null
  const title = label ?? (kind === 'before-restore' ? t('history.beforeRestore') : null)
  return (
    <>
      <span className="choice-title">
        {Icon && <Icon aria-hidden="true" className="icon" />}
        <span className={title ? 'strong break' : undefined}>{title ?? time}</span>
      </span>
      <span className="small soft break">
        {[title && time, writers.map(nameOf).join(', ')].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

function byDay(versions: readonly Version[]): Version[][] {
  const days: Version[][] = []
  for (const version of versions) {
    const day = days.at(-1)
    if (day?.[0] && sameDay(day[0].at, version.at)) day.push(version)
    else days.push([version])
  }
  return days
}
