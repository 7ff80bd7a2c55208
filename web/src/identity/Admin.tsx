import { useEffect, useState } from 'react'
import { api } from '../app/api'
import { Heading } from '../app/Heading'
import { Missing } from '../app/Missing'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import type { Authority } from '../realtime/wire'
import { ProblemLine } from '../ui/Problem'
import { Authorities } from './Authorities'
import { InviteForm } from './InviteForm'
import { People } from './People'

/** What administrators and programme owners may do; each part only for those who may. */
export default function Admin() {
  const t = useT()
  const roles = useLive((live) => live.me.roles)
  const administrator = roles.includes('administrator')
  const [authorities, setAuthorities] = useState<Authority[]>([])
  const [problem, setProblem] = useState('')

  useEffect(() => {
    api<{ authorities: Authority[] }>('GET', '/authorities')
      .then((answer) => setAuthorities(answer.authorities))
      .catch((error) => setProblem(t(problemKey(error))))
  }, [t])

  if (!administrator && !roles.includes('programme-owner')) return <Missing />
  return (
    <main id="main" className="col">
      <Heading title={t('nav.admin')} />
      <InviteForm administrator={administrator} />
      {administrator && <People />}
      <Authorities
        authorities={authorities}
        administrator={administrator}
        onAdded={(added) => setAuthorities((known) => [...known, added])}
      />
      <ProblemLine>{problem}</ProblemLine>
    </main>
  )
}
