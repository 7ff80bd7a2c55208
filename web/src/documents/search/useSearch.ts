import { useEffect, useState } from 'react'
import { searchDocuments } from '../door'
import type { Hits } from '../wire'

/** How long somebody must have stopped typing. */
const PAUSE_MS = 250

/** How soon a search is repeated while the server is still reading its documents. */
const AGAIN_MS = 2_000

interface Search {
  /** What these hits answer; an older one while a newer question is on its way. */
  question: string
  hits: Hits | null
  problem: unknown
}

/** Asks the server a moment after the last letter; an answer that comes late is dropped. */
export function useSearch(typed: string, roomId: string | undefined) {
  const question = typed.trim()
  const [search, setSearch] = useState<Search>({ question: '', hits: null, problem: null })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a try is a new question with the same words
  useEffect(() => {
    if (question === '') return
    let wanted = true
    const timer = setTimeout(() => {
      searchDocuments(question, roomId).then(
        (hits) => {
          if (wanted) setSearch({ question, hits, problem: null })
        },
        (problem) => {
          if (wanted) setSearch({ question, hits: null, problem })
        },
      )
    }, PAUSE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [question, roomId, tries])

  const building = question !== '' && search.question === question && search.hits?.complete === false
  useEffect(() => {
    if (!building) return
    const timer = setInterval(() => setTries((count) => count + 1), AGAIN_MS)
    return () => clearInterval(timer)
  }, [building])

  const searching = question !== '' && search.question !== question
  return { question, searching, hits: search.hits, problem: searching ? null : search.problem }
}
