import { Phone } from 'lucide-react'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import type { Room } from '../realtime/law'
import { useRoomCall } from './useCall'
import { MOST_PEOPLE } from './wire'

/** Begins a call in a conversation, or joins the one that is going on; nothing where there are too many people for one. */
export function CallLink({ room }: { room: Room }) {
  const t = useT()
  const { id, memberCount } = room.summary
  const call = useRoomCall(id)
  if (memberCount > MOST_PEOPLE || memberCount < 2) return null
  const words = call ? t('call.join.count', { count: call.participants.length }) : t('call.start')
  return (
    <Link className={call ? 'btn main details' : 'btn details'} href={paths.call(id)}>
      <Phone aria-hidden="true" className="icon only-s" />
      <span className="sr-s">{words}</span>
    </Link>
  )
}
