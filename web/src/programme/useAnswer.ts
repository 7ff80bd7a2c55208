import { useEffect, useState } from 'react'
import { useLive } from '../realtime/context'

interface Answer<T> {
  value?: T
  problem?: unknown
}

/**
 * What the server answers to a question; nothing until it is known. Asked again when the connection is back and there is no answer yet.
 *
 * @param key names the question: another key is another question
 */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> {
  const connected = useLive((live) => live.connection === 'connected')
  const [known, setKnown] = useState<Answer<T> & { key: string }>()
  const answered = known?.key === key && known.value !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked, the connection when it is worth it
  useEffect(() => {
    if (answered) return
    let wanted = true
    ask().then(
      (value) => wanted && setKnown({ key, value }),
      (problem) => wanted && setKnown({ key, problem }),
    )
    return () => {
      wanted = false
    }
  }, [key, connected, answered])
  return known?.key === key ? known : {}
}
