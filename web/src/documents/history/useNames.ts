import { useCallback } from 'react'
import { useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import { useMembers } from '../useMembers'

/** The names of those who write in a document of this conversation. */
export function useNames(roomId: string | null | undefined): (personId: string) => string {
  const t = useT()
  useMembers(roomId)
  const people = useLive((live) => live.people)
  const me = useLive((live) => live.me)
  return useCallback(
    (id) => people[id]?.name ?? (id === me.id ? me.name : t(roomId ? 'common.formerMember' : 'history.someone')),
    [people, me, roomId, t],
  )
}
