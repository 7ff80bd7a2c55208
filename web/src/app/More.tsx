import { ChevronRight, Settings2, UsersRound } from 'lucide-react'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Avatar } from '../ui/Avatar'
import { Heading } from './Heading'
import { useCanAdminister } from './Navigation'
import { Link } from './router'
import { paths } from './routes'

/** What does not fit into the tab bar of a phone. */
export function More() {
  const t = useT()
  const me = useLive((live) => live.me)
  const administers = useCanAdminister()
  return (
    <main id="main" className="col">
      <Heading title={t('nav.more')} />
      <p className="row sec">
        <Avatar id={me.id} name={me.name} />
        <span className="grow">
          <b className="block">{me.name}</b>
          <span className="small soft">{me.authority.name}</span>
        </span>
      </p>
      <ul className="menu-list">
        <li>
          <Link href={paths.settings}>
            <Settings2 aria-hidden="true" />
            <span className="grow">{t('nav.settings')}</span>
            <ChevronRight aria-hidden="true" />
          </Link>
        </li>
        {administers && (
          <li>
            <Link href={paths.admin}>
              <UsersRound aria-hidden="true" />
              <span className="grow">{t('nav.admin')}</span>
              <ChevronRight aria-hidden="true" />
            </Link>
          </li>
        )}
      </ul>
    </main>
  )
}
