import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'

const NoticeContext = createContext<(sentence: string) => void>(() => undefined)
const SHOWN_MS = 6_000

/** Shows one sentence for a moment at the foot of the page: for failures of things that have no place of their own. */
export function useNotice(): (sentence: string) => void {
  return useContext(NoticeContext)
}

export function NoticeRegion({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<{ sentence: string } | null>(null)
  const show = useCallback((sentence: string) => setNotice({ sentence }), [])
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <NoticeContext value={show}>
      {children}
      <div role="alert" className={notice ? 'notice' : 'notice gone'}>
        {notice?.sentence}
      </div>
    </NoticeContext>
  )
}
