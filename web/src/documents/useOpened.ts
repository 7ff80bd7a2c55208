import { useEffect, useRef, useState } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { Problem } from '../app/api'
import { useT } from '../i18n'
import { type Facts, OPENING, stateLine, worthSaying } from './line'
import { useSummary } from './useSummary'
import type { DocumentSummary } from './wire'

export interface Opened {
  /** Nothing while it is not known. */
  document: DocumentSummary | undefined
  setDocument(document: DocumentSummary): void
  problem: unknown
  facts: Facts
  setFacts(facts: Facts): void
  line: ReturnType<typeof stateLine>
  gone: boolean
  trashed: boolean
}

/** A document on the screen, and how it stands between here and the server; what changes about that is said. */
export function useOpened(id: string, roomId: string | undefined): Opened {
  const [document, setDocument, problem] = useSummary(id, roomId)
  const [facts, setFacts] = useState<Facts>(OPENING)
  const line = stateLine(facts, document?.state === 'frozen')
  useSaid(line)
  const gone = facts.end === 'gone' || (problem instanceof Problem && problem.status === 404)
  return { document, setDocument, problem, facts, setFacts, line, gone, trashed: document?.state === 'trashed' }
}

function useSaid(line: ReturnType<typeof stateLine>): void {
  const t = useT()
  const say = useSay()
  const before = useRef(line)
  useEffect(() => {
    if (worthSaying(before.current, line)) say(t(line.key))
    before.current = line
  }, [line, say, t])
}
