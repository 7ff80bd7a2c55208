import { useCallback, useEffect, useState } from 'react'
import { useLive } from '../../realtime/context'
import { useNews } from '../news'
import { type Block, listVersions, readChanges, type Version } from './wire'

/** The versions of a document, the newest first. Asked again when the connection is back, and when there are others. */
export function useVersions(id: string) {
  const connected = useLive((live) => live.connection === 'connected')
  const news = useNews(id, 'versions')
  const [versions, setVersions] = useState<Version[]>()
  const [problem, setProblem] = useState<unknown>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let wanted = true
    listVersions(id).then(
      (list) => {
        if (!wanted) return
        setVersions(list)
        setProblem(null)
      },
      (error) => wanted && setProblem(error),
    )
    return () => {
      wanted = false
    }
  }, [id, connected, news])
  /** A version that is new or has another name. */
  const put = useCallback((version: Version) => {
    setVersions((list = []) =>
      list.some(({ id }) => id === version.id)
        ? list.map((known) => (known.id === version.id ? version : known))
        : [version, ...list],
    )
  }, [])
  const drop = useCallback((version: Version) => {
    setVersions((list) => list?.filter(({ id }) => id !== version.id))
  }, [])
  return { versions, problem, put, drop }
}

/** What has changed since a version. */
export function useChanges(id: string, versionId: string): { blocks?: Block[]; problem?: unknown } {
  const connected = useLive((live) => live.connection === 'connected')
  const [answer, setAnswer] = useState<{ of: string; blocks?: Block[]; problem?: unknown }>({ of: '' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the connection is back
  useEffect(() => {
    let wanted = true
    readChanges(id, versionId).then(
      (blocks) => wanted && setAnswer({ of: versionId, blocks }),
      (problem) =>
        wanted && setAnswer((last) => (last.of === versionId && last.blocks ? last : { of: versionId, problem })),
    )
    return () => {
      wanted = false
    }
  }, [id, versionId, connected])
  return answer.of === versionId ? answer : {}
}
