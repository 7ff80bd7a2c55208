import { useEffect } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import type { CallEngine } from './engine/CallEngine'
import { useCallView } from './useCall'

/** Somebody asks this person to switch their microphone off; only they can do it. */
export function Asked({ engine }: { engine: CallEngine }) {
  const t = useT()
  const say = useSay()
  const personId = useCallView(engine, ({ asked, call }) => call?.participants.find(({ id }) => id === asked)?.personId)
  const name = useLive((live) => (personId ? live.people[personId]?.name : '')) ?? t('common.formerMember')
  const words = personId ? t('call.asked', { name }) : ''
  useEffect(() => {
    if (words) say(words)
  }, [say, words])
  if (!words) return null
  return (
    <div className="call-asked">
      <p className="grow">{words}</p>
      <Button look="main" onPress={() => engine.mute(true)}>
        {t('call.asked.mute')}
      </Button>
      <Button onPress={() => engine.notAsked()}>{t('call.asked.no')}</Button>
    </div>
  )
}
