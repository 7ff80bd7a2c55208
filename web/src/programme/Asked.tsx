import type { ReactNode } from 'react'
import { Problem } from '../app/api'
import { Missing } from '../app/Missing'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { useAnswer } from './useAnswer'

interface AskedProps<T> {
  /** Names the question. */
  question: string
  ask: () => Promise<T>
  children: (value: T) => ReactNode
}

/** A screen made of one answer of the server; until then, and where there is none, what is true instead. */
export function Asked<T>({ question, ask, children }: AskedProps<T>) {
  const t = useT()
  const { value, problem } = useAnswer(question, ask)
  if (value !== undefined) return children(value)
  if (problem === undefined) return <Patience />
  if (problem instanceof Problem && problem.status === 404) return <Missing />
  return (
    <main id="main" className="col">
      <p role="status">{t(problemKey(problem))}</p>
    </main>
  )
}
