import { lazy, type ReactNode, Suspense } from 'react'
import { CallLine } from '../calls/CallLine'
import { useEngine } from '../calls/useCall'
import { useT } from '../i18n'
import { RoomsPage } from '../messenger/RoomsPage'
import { Today } from '../messenger/Today'
import { NoticeRegion } from '../ui/Notice'
import { AnnouncerRegion } from './AnnouncerRegion'
import { ConnectionLine } from './ConnectionLine'
import { Missing } from './Missing'
import { More } from './More'
import { Rail, Tabs } from './Navigation'
import { Patience } from './Patience'
import { useRoute } from './router'
import type { Route, RouteName } from './routes'

const Settings = lazy(() => import('../identity/Settings'))
const DocumentAlone = lazy(() => import('../documents/DocumentAlone'))
const AllDocuments = lazy(() => import('../documents/AllDocuments'))
const CallPage = lazy(() => import('../calls/CallPage'))
const CallGroups = lazy(() => import('../sessions/CallGroups'))
const Documents = lazy(() => import('../documents/Documents'))
const SessionPage = lazy(() => import('../sessions/SessionPage'))
const ProgrammePage = lazy(() => import('../programme/ProgrammePage'))
const WeekPage = lazy(() => import('../programme/WeekPage'))
const RoundPage = lazy(() => import('../rounds/RoundPage'))
const Admin = lazy(() => import('../identity/Admin'))

/** Screens that need all of a phone. */
const WHOLE: RouteName[] = [
  'room',
  'session',
  'call',
  'roomDocuments',
  'roomDocument',
  'roomHistory',
  'roomSuggestions',
  'document',
  'history',
  'suggestions',
]

export type Leave = (path: '/sign-out' | '/sign-out-everywhere') => Promise<void>

/** The frame around every screen of a person who is signed in. */
export function Shell({ onLeave }: { onLeave: Leave }) {
  const t = useT()
  const route = useRoute()
  return (
    <AnnouncerRegion>
      <NoticeRegion>
        <a className="skip" href="#main">
          {t('app.skip')}
        </a>
        <div className={WHOLE.includes(route.name) ? 'app in-room' : 'app'}>
          <Rail />
          <div className="page">
            <ConnectionLine />
            <CallLine />
            <CallBeside />
            <Suspense fallback={<Patience />}>{screen(route, onLeave)}</Suspense>
          </div>
          <Tabs />
        </div>
      </NoticeRegion>
    </AnnouncerRegion>
  )
}

/** What goes on beside every screen while there is a call. */
function CallBeside() {
  const engine = useEngine()
  return (
    engine && (
      <Suspense fallback={null}>
        <CallGroups engine={engine} />
      </Suspense>
    )
  )
}

function screen(route: Route, onLeave: Leave): ReactNode {
  switch (route.name) {
    case 'today':
      return <Today />
    case 'rooms':
    case 'room':
      return <RoomsPage roomId={route.params.roomId} />
    case 'session':
      return <SessionPage key={route.params.roomId} roomId={route.params.roomId ?? ''} />
    case 'call':
      return <CallPage key={route.params.roomId} roomId={route.params.roomId ?? ''} />
    case 'roundDates':
      return <RoundPage key={route.params.roomId} roomId={route.params.roomId ?? ''} />
    case 'roomDocuments':
    case 'roomDocument':
      return (
        <RoomsPage roomId={route.params.roomId}>
          <Documents roomId={route.params.roomId ?? ''} documentId={route.params.documentId} />
        </RoomsPage>
      )
    case 'roomHistory':
    case 'roomSuggestions':
      return (
        <RoomsPage roomId={route.params.roomId} whole>
          <Documents
            roomId={route.params.roomId ?? ''}
            documentId={route.params.documentId}
            view={route.name === 'roomHistory' ? 'history' : 'suggestions'}
            chosen={route.params.chosen}
          />
        </RoomsPage>
      )
    case 'document':
    case 'history':
    case 'suggestions':
      return <DocumentAlone id={route.params.documentId ?? ''} view={route.name} chosen={route.params.chosen} />
    case 'documents':
      return <AllDocuments />
    case 'programme':
      return <ProgrammePage id={route.params.programmeId ?? ''} />
    case 'programmeWeek':
      return <WeekPage id={route.params.programmeId ?? ''} number={route.params.week ?? ''} />
    case 'more':
      return <More />
    case 'settings':
      return <Settings onLeave={onLeave} />
    case 'admin':
      return <Admin />
    default:
      return <Missing />
  }
}
