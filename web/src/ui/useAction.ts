import { useRef, useState } from 'react'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'

/** Runs one thing at a time and turns its failure into the sentence to show. */
export function useAction() {
  const t = useT()
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  /** True when the work succeeded. `explain` may know a better sentence for a failure. */
  async function run(work: () => Promise<unknown>, explain?: (error: unknown) => string | undefined): Promise<boolean> {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setProblem('')
    try {
      await work()
      return true
    } catch (error) {
      setProblem(explain?.(error) ?? t(problemKey(error)))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { busy, problem, run, setProblem }
}
