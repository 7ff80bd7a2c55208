import { useEffect } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { useT } from '../i18n'
import { useClient } from '../realtime/context'
import { isGuest } from '../realtime/wire'
import type { CallEngine } from './engine/CallEngine'
import type { Call } from './wire'

/** Tells screen readers what changes in a call: who comes and goes, hands, microphones, the screen that is shown. */
export function useCallNews(engine: CallEngine): void {
  const t = useT()
  const say = useSay()
  const { store } = useClient()
  useEffect(
    () =>
      engine.store.subscribe((now, before) => {
        if (!now.call || !before.call || now.call === before.call) return
        const name = (personId: string) =>
          store.getState().people[personId]?.name ?? t(isGuest(personId) ? 'guest.mark' : 'common.formerMember')
        const sentences = news(before.call, now.call, now.mine ?? '').map(({ key, personId }) =>
          t(`call.news.${key}`, { name: name(personId) }),
        )
        if (sentences.length > 0) say(sentences.join(' '))
      }),
    [engine, store, say, t],
  )
}

type News =
  | 'captions'
  | 'captionsOver'
  | 'came'
  | 'left'
  | 'hand'
  | 'handDown'
  | 'muted'
  | 'unmuted'
  | 'shows'
  | 'showsNoMore'

/** What others did between two states of a call, in words for a screen reader. */
export function news(before: Call, now: Call, mine: string): { key: News; personId: string }[] {
  const all: { key: News; personId: string }[] = []
  const earlier = new Map(before.participants.map((one) => [one.id, one]))
  for (const one of now.participants) {
    if (one.id === mine) continue
    const { personId } = one
    const was = earlier.get(one.id)
    if (!was) {
      all.push({ key: 'came', personId })
      continue
    }
    if (!was.handAt !== !one.handAt) all.push({ key: one.handAt ? 'hand' : 'handDown', personId })
    if (was.captions !== one.captions) all.push({ key: one.captions ? 'captions' : 'captionsOver', personId })
    if (was.muted !== one.muted) all.push({ key: one.muted ? 'muted' : 'unmuted', personId })
  }
  for (const one of before.participants) {
    if (one.id !== mine && !now.participants.some((still) => still.id === one.id)) {
      all.push({ key: 'left', personId: one.personId })
    }
  }
  if (before.sharerId !== now.sharerId) {
    const shows = now.participants.find((one) => one.id === now.sharerId)
    const showed = before.participants.find((one) => one.id === before.sharerId)
    if (shows && shows.id !== mine) all.push({ key: 'shows', personId: shows.personId })
    else if (!shows && showed && showed.id !== mine) all.push({ key: 'showsNoMore', personId: showed.personId })
  }
  return all
}
