import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useFirstNames } from './people'
import type { Session } from './wire'

/** Who wants to speak, what was promised, and the way to the notes. */
export function Side({ session }: { session: Session }) {
  const t = useT()
  const nameOf = useFirstNames()
  return (
    <>
      <h2 className="small soft">{t('session.hands')}</h2>
      {session.hands.length === 0 ? (
        <p className="soft">{t('session.hands.none')}</p>
      ) : (
        <ol className="hands">
          {session.hands.map((id) => (
            <li key={id}>{nameOf(id)}</li>
          ))}
        </ol>
      )}
      <h2 className="small soft">{t('session.commitments')}</h2>
      {session.commitments.length === 0 ? (
        <p className="soft">{t('session.commitments.none')}</p>
      ) : (
        <ul className="hands">
          {session.commitments.map((one) => (
            <li key={one.personId}>
              <b>{nameOf(one.personId)}:</b> {one.text}
            </li>
          ))}
        </ul>
      )}
      <p className="sec">
        <Link className="btn" href={paths.roomDocuments(session.roomId)} target="_blank" rel="noopener">
          {t('session.notes')}
        </Link>
      </p>
    </>
  )
}
