import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useT } from '../i18n'
import { SignIn } from '../identity/SignIn'
import { type Client, createClient } from '../realtime/client'
import { ClientContext } from '../realtime/context'
import { createLink } from '../realtime/link'
import type { Person, RoomSummary } from '../realtime/wire'
import { api, Problem } from './api'
import { Patience } from './Patience'
import { navigate, useRoute } from './router'
import { Shell } from './Shell'

const Invitation = lazy(() => import('../identity/Invitation'))
const GuestPage = lazy(() => import('../guests/GuestPage'))

type Stage = { name: 'asking' } | { name: 'unreachable' } | { name: 'signedOut' } | { name: 'in'; client: Client }
const RETRY_MS = 4_000

/** Who is here? Shows the sign-in where nobody is, and everything else where somebody is. The address stays. */
export function App() {
  const t = useT()
  const route = useRoute()
  const [stage, setStage] = useState<Stage>({ name: 'asking' })

  const enter = useCallback(async () => {
    try {
      const { person, rooms } = await api<{ person: Person; rooms: RoomSummary[] }>('GET', '/me')
      const onEnded = () => check()
      const client = await createClient({ me: person, rooms, link: createLink(location), onEnded })
      setStage({ name: 'in', client })

      // The connection ended for good: either the sign-in is over, or it is worth another try.
      async function check() {
        try {
          await api('GET', '/me')
        } catch (error) {
          if (error instanceof Problem && error.status === 401) {
            client.stop()
            setStage({ name: 'signedOut' })
          }
        }
      }
    } catch (error) {
      const over = error instanceof Problem && error.status === 401
      setStage(over ? { name: 'signedOut' } : { name: 'unreachable' })
    }
  }, [])

  const invited = route.name === 'invitation'
  const guest = route.name === 'guest'
  useEffect(() => {
    if (!invited && !guest && stage.name === 'asking') void enter()
    if (stage.name !== 'unreachable') return
    const timer = setTimeout(enter, RETRY_MS)
    return () => clearTimeout(timer)
  }, [stage.name, enter, invited, guest])

  const leave = useCallback(
    async (path: '/sign-out' | '/sign-out-everywhere') => {
      await api('POST', path)
      if (stage.name === 'in') await stage.client.forget()
      navigate('/')
      setStage({ name: 'signedOut' })
    },
    [stage],
  )

  if (guest) {
    return (
      <Suspense fallback={<Patience />}>
        <GuestPage />
      </Suspense>
    )
  }
  if (invited) {
    return (
      <Suspense fallback={<Patience />}>
        <Invitation
          onDone={() => {
            navigate('/', { replace: true })
            setStage({ name: 'asking' })
          }}
        />
      </Suspense>
    )
  }
  if (stage.name === 'in') {
    return (
      <ClientContext value={stage.client}>
        <Shell onLeave={leave} />
      </ClientContext>
    )
  }
  if (stage.name === 'signedOut') return <SignIn onDone={enter} />
  if (stage.name === 'unreachable') {
    return (
      <main className="gate">
        <p role="status">{t('app.unreachable')}</p>
      </main>
    )
  }
  return <Patience />
}
