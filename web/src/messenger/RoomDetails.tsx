import { type FormEvent, useState } from 'react'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { PresenceWord } from '../presence/PresenceMark'
import { newCid } from '../realtime/cid'
import { useClient, useLive, useRoom } from '../realtime/context'
import { authorityName, type Member, type PersonCard } from '../realtime/wire'
import { Avatar } from '../ui/Avatar'
import { Button } from '../ui/Button'
import { Confirm, Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { PeoplePicker } from './PeoplePicker'

/** Who is in a room, and what the one who looks may change about it. */
export default function RoomDetails({ roomId, onClose }: { roomId: string; onClose(): void }) {
  const t = useT()
  const { call } = useClient()
  const room = useRoom(roomId)
  const me = useLive((live) => live.me.id)
  const { problem, run } = useAction()
  const [leaving, setLeaving] = useState(false)
  const [removing, setRemoving] = useState<Member | null>(null)
  if (!room) return null
  const { kind, role, name } = room.summary
  const owner = role === 'owner'
  const members = room.members ?? []

  return (
    <Dialog title={t('room.details.title')} onClose={onClose}>
      {owner && kind !== 'direct' && <Rename roomId={roomId} name={name} />}
      <h3>
        {t('room.members')} <span className="soft">{members.length}</span>
      </h3>
      <ul className="members">
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            mine={member.id === me}
            onRemove={owner && kind !== 'direct' && member.id !== me ? () => setRemoving(member) : undefined}
          />
        ))}
      </ul>
      {kind === 'group' && <Invite roomId={roomId} members={members.map((member) => member.id)} />}
      {kind === 'group' && (
        <Button look="danger" onPress={() => setLeaving(true)}>
          {t('room.leave')}
        </Button>
      )}
      <ProblemLine>{problem}</ProblemLine>
      {leaving && (
        <Confirm
          title={t('room.leave')}
          sentence={t('room.leave.sure')}
          verb={t('room.leave')}
          onClose={() => setLeaving(false)}
          onConfirm={() =>
            void run(async () => {
              await call('room.remove', { roomId, personId: me, cid: newCid() })
              navigate(paths.rooms)
            })
          }
        />
      )}
      {removing && (
        <Confirm
          title={t('room.remove', { name: removing.name })}
          sentence={t('room.remove.sure', { name: removing.name })}
          verb={t('common.remove')}
          onClose={() => setRemoving(null)}
          onConfirm={() => void run(() => call('room.remove', { roomId, personId: removing.id, cid: newCid() }))}
        />
      )}
    </Dialog>
  )
}

function MemberRow({ member, mine, onRemove }: { member: Member; mine: boolean; onRemove?: () => void }) {
  const t = useT()
  const presence = useLive((live) => live.presence[member.id])
  return (
    <li className="row">
      <Avatar id={member.id} name={member.name} presence={presence} />
      <span className="grow">
        <span className="block">
          {member.name}
          {mine && <span className="soft"> ({t('common.you')})</span>}
          {member.role === 'owner' && <span className="tag">{t('room.owner')}</span>}
        </span>
        <span className="small soft block">{authorityName(member)}</span>
        <PresenceWord presence={presence} />
      </span>
      {onRemove && (
        <Button look="bare" onPress={onRemove} aria-label={t('room.remove', { name: member.name })}>
          {t('common.remove')}
        </Button>
      )}
    </li>
  )
}

function Rename({ roomId, name }: { roomId: string; name: string }) {
  const t = useT()
  const { call } = useClient()
  const { busy, problem, run } = useAction()
  const [next, setNext] = useState(name)
  const [done, setDone] = useState(false)
  async function submit(event: FormEvent) {
    event.preventDefault()
    const wanted = next.trim()
    if (wanted === '' || wanted === name) return
    setDone(await run(() => call('room.rename', { roomId, name: wanted })))
  }
  return (
    <form className="inline" onSubmit={submit}>
      <Field label={t('room.rename')} maxLength={120} isRequired value={next} onChange={setNext} />
      <Button type="submit" busy={busy}>
        {t('common.save')}
      </Button>
      <ProblemLine>{problem}</ProblemLine>
      <p role="status" className="small">
        {done ? t('room.rename.done') : ''}
      </p>
    </form>
  )
}

function Invite({ roomId, members }: { roomId: string; members: string[] }) {
  const t = useT()
  const { call } = useClient()
  const { busy, problem, run } = useAction()
  const [people, setPeople] = useState<PersonCard[]>([])
  const [open, setOpen] = useState(false)
  if (!open) return <Button onPress={() => setOpen(true)}>{t('room.invite')}</Button>
  return (
    <div className="invite">
      <PeoplePicker label={t('room.invite.title')} chosen={people} without={members} onChange={setPeople} />
      <Button
        look="main"
        isDisabled={people.length === 0}
        busy={busy}
        onPress={() =>
          void run(async () => {
            await call('room.invite', { roomId, personIds: people.map((person) => person.id), cid: newCid() })
            setPeople([])
            setOpen(false)
          })
        }
      >
        {t('room.invite')}
      </Button>
      <ProblemLine>{problem}</ProblemLine>
    </div>
  )
}
