import { useEffect, useState } from 'react'
import { useT } from '../i18n'

const QUIET_MS = 300

/** Nothing for the first moment, then one calm line. */
export function Patience() {
  const t = useT()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  return <div className="patience">{late && <p role="status">{t('app.loading')}</p>}</div>
}
