import { useEffect } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { useT } from '../i18n'
import { useClient } from '../realtime/context'
import type { CallEngine } from './engine/CallEngine'
import type { Call } from './wire'

type News = 'recordAsked' | 'recordOn' | 'recordOff' | 'recordOver'

/** What became of the recording between two states of a call; undefined for nothing, and for what one has asked oneself. */
export function recordingNews(before: Call, now: Call, mine: string): { key: News; personId: string } | undefined {
  const [was, is] = [before.recording, now.recording]
  const by = (call: Call) => call.participants.find(({ id }) => id === call.recording?.byId)?.personId ?? ''
  if (is?.on && !(was?.id === is.id && was.on)) return { key: 'recordOn', personId: by(now) }
  if (is && is.id !== was?.id) return is.byId === mine ? undefined : { key: 'recordAsked', personId: by(now) }
  if (was && !is) return { key: was.on ? 'recordOver' : 'recordOff', personId: by(before) }
  return undefined
}

/** Tells screen readers of it, wherever they are. */
export function useRecordingSaid(engine: CallEngine): void {
  const t = useT()
  const say = useSay()
  const { store } = useClient()
  useEffect(
    () =>
      engine.store.subscribe((now, before) => {
        if (!now.call || !before.call || now.call === before.call) return
        const news = recordingNews(before.call, now.call, now.mine ?? '')
        if (!news) return
        const name = store.getState().people[news.personId]?.name ?? t('common.formerMember')
        say(t(`call.news.${news.key}`, { name }))
      }),
    [engine, store, say, t],
  )
}
