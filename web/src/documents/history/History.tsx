import { useState } from 'react'
import { Problem } from '../../app/api'
import { Patience } from '../../app/Patience'
import { problemKey } from '../../app/problem'
import { paths } from '../../app/routes'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { useEars } from '../useEars'
import { useShown } from '../useShown'
import { useSummary } from '../useSummary'
import { mayRename } from '../wire'
import { NameVersion } from './NameVersion'
import { Split, useNarrow } from './Split'
import { useNames } from './useNames'
import { useVersions } from './useVersions'
import { VersionList } from './VersionList'
import { VersionPage } from './VersionPage'
import type { Version } from './wire'

interface HistoryProps {
  id: string
  roomId: string | undefined
  /** The version that the address names; without one the newest is shown where there is room. */
  chosen: string | undefined
}

const idOf = ({ id }: Version) => id

/** How a document has come about: its earlier states, and what has changed since each. */
export default function History({ id, roomId, chosen }: HistoryProps) {
  const t = useT()
  const [document, , missing] = useSummary(id, roomId)
  const { versions, problem, put, drop } = useVersions(id)
  useEars(id)
  const nameOf = useNames(roomId)
  const narrow = useNarrow()
  const [naming, setNaming] = useState(false)
  const [version, again] = useShown(versions, idOf, chosen)
  const gone = [missing, problem].some((one) => one instanceof Problem && one.status === 404)
  const nameNow = document && mayRename(document)

  const named = (fresh: Version) => {
    again()
    put(fresh)
  }
  const deleted = (gone: Version) => {
    again()
    drop(gone)
  }
  const instead = () => {
    if (gone) return <p className="shelf">{t('document.state.gone')}</p>
    if (!versions && problem !== null) return <p className="shelf">{t(problemKey(problem))}</p>
    if (!versions || !document) return <Patience />
    if (versions.length > 0) return undefined
    return (
      <div className="shelf">
        <div className="empty">
          <p>
            <b>{t('history.empty')}</b>
            {t('history.empty.hint')}
          </p>
          {nameNow && (
            <Button look="main" onPress={() => setNaming(true)}>
              {t('history.nameNow')}
            </Button>
          )}
        </div>
      </div>
    )
  }
  return (
    <>
      <Split
        title={t(gone ? 'app.notFound.title' : 'history.title')}
        of={document?.title ?? ''}
        documentHref={paths.document(id, roomId)}
        listHref={paths.history(id, roomId)}
        listLabel={t('history.list')}
        chosen={chosen}
        instead={instead()}
        list={
          <>
            {nameNow && (
              <Button className="name-now" onPress={() => setNaming(true)}>
                {t('history.nameNow')}
              </Button>
            )}
            <VersionList
              versions={versions ?? []}
              current={narrow ? chosen : version?.id}
              hrefOf={(versionId) => paths.history(id, roomId, versionId)}
              nameOf={nameOf}
            />
          </>
        }
      >
        {document && version ? (
          <VersionPage
            document={document}
            roomId={roomId}
            version={version}
            nameOf={nameOf}
            onNamed={put}
            onDeleted={deleted}
          />
        ) : (
          <section className="split-page" aria-labelledby="version">
            <h2 id="version" tabIndex={-1} className="shelf">
              {t('history.goneVersion')}
            </h2>
          </section>
        )}
      </Split>
      {naming && <NameVersion documentId={id} onNamed={named} onClose={() => setNaming(false)} />}
    </>
  )
}
