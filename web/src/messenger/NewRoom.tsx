import { useState } from 'react'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { newCid } from '../realtime/cid'
import { useClient } from '../realtime/context'
import type { PersonCard } from '../realtime/wire'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { PeoplePicker } from './PeoplePicker'

const MOST_DIRECT = 8

/** With a name it becomes a group, without one a direct conversation. */
export default function NewRoom({ onClose }: { onClose(): void }) {
  const t = useT()
  const { call } = useClient()
  const { busy, problem, run } = useAction()
  const [cid] = useState(newCid)
  const [people, setPeople] = useState<PersonCard[]>([])
  const [name, setName] = useState('')
  const needsName = people.length > MOST_DIRECT
  const title = name.trim()
  const ready = people.length > 0 && (!needsName || title !== '')

  function start() {
    if (!ready) return
    const personIds = people.map((person) => person.id)
    void run(async () => {
      const { roomId } =
        title === ''
          ? await call<{ roomId: string }>('room.direct', { personIds })
          : await call<{ roomId: string }>('room.create', { cid, name: title, personIds })
      onClose()
      navigate(paths.room(roomId))
    })
  }

  return (
    <Dialog
      title={t('newRoom.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="main" isDisabled={!ready} busy={busy} onPress={start}>
            {t('newRoom.start')}
          </Button>
        </>
      }
    >
      <PeoplePicker label={t('newRoom.search')} chosen={people} onChange={setPeople} />
      {people.length > 1 && (
        <Field
          label={t('newRoom.name')}
          hint={needsName ? t('newRoom.name.many') : t('newRoom.name.hint')}
          maxLength={120}
          value={name}
          onChange={setName}
        />
      )}
      <ProblemLine>{problem}</ProblemLine>
    </Dialog>
  )
}
