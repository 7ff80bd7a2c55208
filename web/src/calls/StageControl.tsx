import { Presentation } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../i18n'
import type { CallError } from '../realtime/link'
import { Confirm } from '../ui/Dialog'
import { useNotice } from '../ui/Notice'
import { Control } from './Controls'
import type { CallEngine } from './engine/CallEngine'
import type { Call } from './wire'

interface StageControlProps {
  engine: CallEngine
  call: Call
  mine: string
  nameOf(id: string): string
}

/** To be the one who is seen, where there are more than can all be. */
export function StageControl({ engine, call, mine, nameOf }: StageControlProps) {
  const t = useT()
  const notice = useNotice()
  const [taking, setTaking] = useState(false)
  if (call.mode !== 'stage') return null
  const on = call.stageId === mine
  const other = call.stageId && !on ? call.stageId : undefined

  function enter(takeOver: boolean) {
    engine.floor.enter(takeOver).catch((error: CallError) => {
      if (error.code === 409) setTaking(true)
      else notice(t('problem.other'))
    })
  }

  return (
    <>
      <Control
        icon={<Presentation />}
        words={t(on ? 'call.stage.leave' : 'call.stage.enter')}
        pressed={on}
        onPress={() => (on ? engine.floor.leave() : other ? setTaking(true) : enter(false))}
      />
      {taking && (
        <Confirm
          title={t('call.stage.take')}
          sentence={t('call.stage.take.sure', { name: other ? nameOf(other) : t('call.somebody') })}
          verb={t('call.stage.enter')}
          onConfirm={() => enter(true)}
          onClose={() => setTaking(false)}
        />
      )}
    </>
  )
}
