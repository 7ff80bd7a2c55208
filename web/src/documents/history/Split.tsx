import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Heading } from '../../app/Heading'
import { Link } from '../../app/router'
import { useT } from '../../i18n'
import { useMedia } from '../../ui/useMedia'
import './history.scss'

/** Where the list and what was chosen from it have no room beside each other. */
const NARROW = '(max-width: 62em)'

interface SplitProps {
  title: string
  /** The name of the document. */
  of: string
  documentHref: string
  /** Where nothing is chosen; also the way back from the one thing on narrow screens. */
  listHref: string
  listLabel: string
  /** What the address names. */
  chosen: string | undefined
  list: ReactNode
  /** What is shown of the chosen, or of the first. */
  children: ReactNode
  /** Stands instead of both: nothing to choose from. */
  instead?: ReactNode
}

export function useNarrow(): boolean {
  return useMedia(NARROW)
}

/** A list and, beside it or instead of it, what was chosen from it. */
export function Split(props: SplitProps) {
  const { title, of, documentHref, listHref, listLabel, chosen, list, children, instead } = props
  const t = useT()
  const narrow = useNarrow()
  const frame = useRef<HTMLElement>(null)
  useFocusKept(frame, narrow, chosen)
  const deep = narrow && chosen !== undefined && !instead
  return (
    <main id="main" className="pane split" ref={frame}>
      <header className="thread-head">
        <Link
          className="btn bare pane-back"
          href={deep ? listHref : documentHref}
          aria-label={deep ? listLabel : t('history.toDocument')}
        >
          <ArrowLeft aria-hidden="true" className="icon" />
        </Link>
        <div className="grow">
          <Heading title={of ? `${title}: ${of}` : title} className="thread-title clip">
            {title}
          </Heading>
          <p className="small soft clip">{of}</p>
        </div>
      </header>
      {instead ?? (
        <>
          {!deep && (
            <nav className="split-list" aria-label={listLabel}>
              {list}
            </nav>
          )}
          {(!narrow || deep) && children}
        </>
      )}
    </main>
  )
}

/** On narrow screens the link that was pressed is gone: the focus goes to what it led to, and back to it afterwards. */
function useFocusKept(frame: { current: HTMLElement | null }, narrow: boolean, chosen: string | undefined): void {
  const before = useRef(chosen)
  useEffect(() => {
    const last = before.current
    before.current = chosen
    if (!narrow || last === chosen) return
    const target = chosen
      ? frame.current?.querySelector<HTMLElement>('.split-page h2')
      : frame.current?.querySelector<HTMLElement>(`[data-choice="${CSS.escape(last ?? '')}"]`)
    target?.focus()
  }, [frame, narrow, chosen])
}
