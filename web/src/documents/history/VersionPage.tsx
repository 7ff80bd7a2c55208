import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useSay } from '../../app/AnnouncerRegion'
import { Patience } from '../../app/Patience'
import { problemKey } from '../../app/problem'
import { useT } from '../../i18n'
import { useTimes } from '../../i18n/time'
import { Button } from '../../ui/Button'
import { type DocumentSummary, mayRename, mayWrite } from '../wire'
import { asItWas, countPlaces, stretchesOf, visible } from './blocks'
import { Comparison } from './Comparison'
import { DeleteVersion } from './DeleteVersion'
import { Page } from './Differences'
import { NameVersion } from './NameVersion'
import { RestoreQuestion } from './RestoreQuestion'
import { useChanges } from './useVersions'
import type { Version } from './wire'

const AsItWas = lazy(() => import('./AsItWas'))

interface VersionPageProps {
  document: DocumentSummary
  roomId: string | undefined
  version: Version
  nameOf(personId: string): string
  onNamed(version: Version): void
  onDeleted(version: Version): void
}

/** One earlier state: what has changed since, or the text as it was, and the way back to it. */
export function VersionPage({ document, roomId, version, nameOf, onNamed, onDeleted }: VersionPageProps) {
  const t = useT()
  const times = useTimes()
  const frame = useRef<HTMLElement>(null)
  const [view, setView] = useState<'changes' | 'then'>('changes')
  const [asking, setAsking] = useState<'name' | 'restore' | 'delete' | null>(null)
  const { blocks, problem } = useChanges(document.id, version.id)
  const then = useMemo(() => asItWas(blocks ?? []), [blocks])
  const when = t('history.when', { day: times.day(version.at), time: times.time(version.at) })
  const title = version.label ?? when
  const who = version.writers.map(nameOf).join(', ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version begins at its top
  useEffect(() => frame.current?.scrollTo(0, 0), [version.id])
  useSaid(blocks && t('history.places', { count: countPlaces(stretchesOf(visible(blocks))) }))

  return (
    <section className="split-page" aria-labelledby="version" ref={frame}>
      <div className="split-head">
        <div className="grow">
          <h2 id="version" tabIndex={-1} className="break">
            {title}
          </h2>
          <p className="small soft break">
            {[version.label && when, who && t('history.writtenBy', { who })].filter(Boolean).join(' · ')}
          </p>
        </div>
        <ToggleButtonGroup
          className="two"
          aria-label={t('history.view')}
          disallowEmptySelection
          selectedKeys={[view]}
          onSelectionChange={([key]) => setView(key === 'then' ? 'then' : 'changes')}
        >
          <ToggleButton id="changes">{t('history.view.changes')}</ToggleButton>
          <ToggleButton id="then">{t('history.view.then')}</ToggleButton>
        </ToggleButtonGroup>
        <div className="split-actions">
          {mayRename(document) && (
            <Button onPress={() => setAsking('name')}>{t(version.label ? 'history.rename' : 'history.name')}</Button>
          )}
          {mayWrite(document) && <Button onPress={() => setAsking('restore')}>{t('history.restore')}</Button>}
          {document.role === 'own' && <Button onPress={() => setAsking('delete')}>{t('history.delete')}</Button>}
        </div>
      </div>
      <div className="compared">
        {problem !== undefined && <p>{t(problemKey(problem))}</p>}
        {!blocks && problem === undefined && <Patience />}
        {blocks && view === 'changes' && (
          <Comparison key={version.id} blocks={blocks} nameOf={nameOf} frame={frame} about="history" />
        )}
        {blocks && view === 'then' && then.length === 0 && <p className="soft">{t('history.blank')}</p>}
        {blocks && view === 'then' && then.length > 0 && (
          <Suspense fallback={<Patience />}>
            <AsItWas
              key={version.id}
              documentId={document.id}
              versionId={version.id}
              fallback={
                <div className="differences">
                  <div className="unchanged">
                    <Page blocks={then} nameOf={nameOf} />
                  </div>
                </div>
              }
            />
          </Suspense>
        )}
      </div>
      {asking === 'name' && (
        <NameVersion documentId={document.id} version={version} onNamed={onNamed} onClose={() => setAsking(null)} />
      )}
      {asking === 'delete' && (
        <DeleteVersion
          documentId={document.id}
          roomId={roomId}
          version={version}
          title={title}
          onDeleted={onDeleted}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'restore' && (
        <RestoreQuestion
          document={document}
          roomId={roomId}
          version={version}
          title={title}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}

function useSaid(sentence: string | undefined): void {
  const say = useSay()
  useEffect(() => {
    if (sentence) say(sentence)
  }, [sentence, say])
}
