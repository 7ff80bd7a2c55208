import { useCallback, useEffect, useState } from 'react'
import { useLive } from '../../realtime/context'
import { useNews } from '../news'
import { listSuggestions, type Suggestion } from './wire'

/** The open suggestions for a document. Asked again when the connection is back, when there are others, and when
 * somebody comes back here. */
export function useSuggestions(id: string) {
  const connected = useLive((live) => live.connection === 'connected')
  const news = useNews(id, 'suggestions')
  const [suggestions, setSuggestions] = useState<Suggestion[]>()
  const [problem, setProblem] = useState<unknown>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let wanted = true
    const load = () =>
      listSuggestions(id).then(
        (list) => {
          if (!wanted) return
          setSuggestions(list)
          setProblem(null)
        },
        (error) => wanted && setProblem(error),
      )
    void load()
    window.addEventListener('focus', load)
    return () => {
      wanted = false
      window.removeEventListener('focus', load)
    }
  }, [id, connected, news])
  const drop = useCallback(
    (suggestionId: string) => setSuggestions((list) => list?.filter(({ document }) => document.id !== suggestionId)),
    [],
  )
  return { suggestions, problem, drop }
}
