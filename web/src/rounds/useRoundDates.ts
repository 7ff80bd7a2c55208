import { useCallback, useEffect, useState } from 'react'
import { Problem } from '../app/api'
import { useLive } from '../realtime/context'
import { type RoundDates, roundDates } from './wire'

type Known = RoundDates | null | undefined

/**
 * The dates of a round, and a way to put what the server has answered. Undefined until they are known, null where there are none. Asked
 * again when somebody has changed something, and when the connection is back.
 */
export function useRoundDates(roomId: string): [Known, (round: RoundDates) => void, unknown] {
  const connected = useLive((live) => live.connection === 'connected')
  const news = useLive((live) => live.roundNews[roomId] ?? 0)
  const [known, setKnown] = useState<{ roomId: string; round: RoundDates | null }>()
  const [problem, setProblem] = useState<unknown>(null)
  const put = useCallback((round: RoundDates) => setKnown({ roomId: round.roomId, round }), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let wanted = true
    roundDates(roomId).then(
      (round) => {
        if (!wanted) return
        setProblem(null)
        put(round)
      },
      (error) => {
        if (!wanted) return
        // What is known stays while the server is away.
        if (error instanceof Problem && error.status === 404) setKnown({ roomId, round: null })
        else setProblem(error)
      },
    )
    return () => {
      wanted = false
    }
  }, [roomId, connected, news, put])
  return [known?.roomId === roomId ? known.round : undefined, put, problem]
}
