import { useT } from '../i18n'
import { Heading } from './Heading'
import { Link } from './router'
import { paths } from './routes'

/** Missing and hidden look the same, on purpose. */
export function Missing() {
  const t = useT()
  return (
    <main id="main" className="col">
      <Heading title={t('app.notFound.title')} />
      <p>{t('app.notFound')}</p>
      <p className="sec">
        <Link className="btn" href={paths.today}>
          {t('app.toToday')}
        </Link>
      </p>
    </main>
  )
}
