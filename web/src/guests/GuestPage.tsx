import { useCallback, useEffect, useState } from 'react'
import { AnnouncerRegion } from '../app/AnnouncerRegion'
import { api, Problem } from '../app/api'
import { ConnectionLine } from '../app/ConnectionLine'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { type MessageKey, useT } from '../i18n'
import { LanguageSwitch } from '../identity/LanguageSwitch'
import type { Client } from '../realtime/client'
import { ClientContext } from '../realtime/context'
import { NoticeRegion } from '../ui/Notice'
import { createGuestClient } from './client'
import { GuestDesk } from './GuestDesk'
import { GuestStage } from './GuestStage'
import { Knock } from './Knock'
import type { GuestEntry } from './wire'
import '../calls/calls.scss'
import '../sessions/sessions.scss'

// Read once and taken out of the address bar at once: a secret in the history or on a shared screen is none.
const link = location.hash.slice(1)
if (link) history.replaceState(null, '', location.pathname)

type Over = 'gone' | 'removed' | 'ended' | 'left'
type Stage = { name: 'asking' | 'unreachable' | 'knocking' | Over } | { name: 'in'; desk: GuestDesk; client: Client }
const RETRY_MS = 4_000
const OVER: Record<Over, [MessageKey, MessageKey]> = {
  gone: ['guest.gone.title', 'guest.gone'],
  removed: ['guest.removed.title', 'guest.removed'],
  ended: ['guest.ended.title', 'guest.ended'],
  left: ['guest.left.title', 'guest.left'],
}

/** For somebody with a link to one session: giving a name, waiting, taking part, and the end. */
export default function GuestPage() {
  const t = useT()
  const [stage, setStage] = useState<Stage>({ name: 'asking' })

  const enter = useCallback(
    (entry: GuestEntry) => {
      const client = createGuestClient(entry, () => setStage({ name: desk.get().over ?? 'ended' }))
      const desk = new GuestDesk(client, (name) => t('guest.name', { name }))
      desk.start()
      setStage({ name: 'in', client, desk })
    },
    [t],
  )

  useEffect(() => {
    if (stage.name === 'in') return () => stage.desk.stop()
    if (stage.name === 'unreachable') {
      const timer = setTimeout(() => setStage({ name: 'asking' }), RETRY_MS)
      return () => clearTimeout(timer)
    }
    if (stage.name !== 'asking') return
    let wanted = true
    // This browser may have used the link already, and was only loaded again.
    api<GuestEntry>('GET', '/guest').then(
      (entry) => {
        if (!wanted) return
        if (!link || link.startsWith(`${entry.roomId}.`)) enter(entry)
        else setStage({ name: 'knocking' })
      },
      (error) => {
        if (!wanted) return
        const nobody = error instanceof Problem && error.status === 401
        setStage({ name: nobody ? (link ? 'knocking' : 'gone') : 'unreachable' })
      },
    )
    return () => {
      wanted = false
    }
  }, [stage, enter])

  async function leave() {
    await api('POST', '/guest/leave').catch(() => undefined)
    setStage({ name: 'left' })
  }

  switch (stage.name) {
    case 'asking':
      return <Patience />
    case 'unreachable':
      return (
        <main className="gate">
          <p role="status">{t('app.unreachable')}</p>
        </main>
      )
    case 'knocking':
      return <Knock link={link} onEntered={enter} onGone={() => setStage({ name: 'gone' })} />
    case 'in':
      return (
        <ClientContext value={stage.client}>
          <AnnouncerRegion>
            <NoticeRegion>
              <div className="guest">
                <ConnectionLine />
                <GuestStage desk={stage.desk} onLeave={leave} />
              </div>
            </NoticeRegion>
          </AnnouncerRegion>
        </ClientContext>
      )
    default: {
      const [title, text] = OVER[stage.name]
      return (
        <main className="gate">
          <p className="brand">{t('app.name')}</p>
          <div className="gate-card card">
            <Heading title={t(title)} instead />
            <p>{t(text)}</p>
          </div>
          <LanguageSwitch />
        </main>
      )
    }
  }
}
