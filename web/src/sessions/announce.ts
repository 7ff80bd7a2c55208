import { useEffect, useRef } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { useGroupWords } from '../calls/whereabouts'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { groupsOf } from './groups'
import { useFirstNames } from './people'
import { currentStep, type Session } from './wire'

/** Tells screen readers of each change of step, turn and hand, in one sentence. */
export function useChangesSaid(session: Session): void {
  const t = useT()
  const say = useSay()
  const nameOf = useFirstNames()
  const groupWords = useGroupWords()
  const me = useLive((live) => live.me.id)
  const last = useRef<Session>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: names may come later without being news
  useEffect(() => {
    const before = last.current
    last.current = session
    const sentences: string[] = []
    const step = currentStep(session)
    if (before?.phase !== session.phase && session.phase === 'paused') sentences.push(t('session.paused'))
    if (before?.phase === 'paused' && session.phase === 'running') sentences.push(t('session.resumed'))
    if (step && before?.step !== session.step) {
      sentences.push(t('session.said.step', { title: step.title, minutes: Math.max(1, Math.round(step.seconds / 60)) }))
    }
    const words = groupWords(groupsOf(session))
    if (before && words !== groupWords(groupsOf(before))) sentences.push(words)
    const { speaker } = session.turn
    if (speaker && (before?.turn.speaker !== speaker || before.step !== session.step)) {
      sentences.push(speaker === me ? t('session.yourTurn') : t('session.turnOf', { name: nameOf(speaker) }))
    }
    if (before) {
      for (const id of session.hands) {
        if (id !== me && !before.hands.includes(id)) sentences.push(t('session.said.hand', { name: nameOf(id) }))
      }
      if (before.facilitator !== session.facilitator) {
        const name = session.facilitator === me ? t('session.leader.me') : nameOf(session.facilitator)
        sentences.push(t('session.leads', { name }))
      }
    }
    if (sentences.length > 0) say(sentences.join('. '))
  }, [session, say, t, me])
}
