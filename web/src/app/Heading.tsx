import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '../i18n'
import { useUnreadTotal } from '../realtime/context'
import { movesSoFar } from './router'

interface HeadingProps {
  /** The title of the window; also the text, when there are no children. */
  title: string
  children?: ReactNode
  className?: string
  /** Takes the focus although nobody has navigated: what stood here before has gone by itself. */
  instead?: boolean
}

/** The h1 of a screen. Names the window, and takes the focus when the screen was reached by navigating. */
export function Heading({ title, children, className, instead = false }: HeadingProps) {
  const ref = useRef<HTMLHeadingElement>(null)
  useWindowTitle(title)
  useEffect(() => {
    if (instead || movesSoFar() > 0) ref.current?.focus({ preventScroll: true })
  }, [instead])
  return (
    <h1 ref={ref} tabIndex={-1} className={className}>
      {children ?? title}
    </h1>
  )
}

function useWindowTitle(title: string): void {
  const t = useT()
  const unread = useUnreadTotal()
  useEffect(() => {
    const parts = [unread > 0 ? t('app.new', { count: unread }) : '', title, t('app.name')]
    document.title = parts.filter(Boolean).join(' – ')
  }, [t, title, unread])
}
