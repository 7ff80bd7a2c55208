import { useMemo, useSyncExternalStore } from 'react'
import { useT } from '../i18n'
import { useClient, useLive } from '../realtime/context'
import type { Room } from '../realtime/law'
import { useWatch } from './PresenceMark'

/** "2 sind da": how many of the others in a room show that they are here; empty while one does not show oneself. */
export function useHere(room: Room): string {
  const t = useT()
  const { presence } = useClient()
  const { visible } = useSyncExternalStore(presence.subscribe, presence.get)
  const me = useLive((live) => live.me.id)
  const { members, summary } = room
  const ids = useMemo(
    () => (members?.map((member) => member.id) ?? summary.memberIds ?? []).filter((id) => id !== me),
    [members, summary.memberIds, me],
  )
  useWatch(ids)
  const count = useLive((live) => ids.filter((id) => live.presence[id]).length)
  return visible && ids.length > 0 ? t('room.here', { count }) : ''
}
