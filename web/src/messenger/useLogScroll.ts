import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const NEAR_END = 48
const NEAR_START = 240

interface Anchor {
  key: string
  top: number
}

/** Where somebody was in each room; for this visit only. */
const places = new Map<string, Anchor>()

/**
 * Holds the place in a growing list: at the end it follows the end; elsewhere what one reads stays where it is,
 * whatever is added above or below. Rows carry `data-key`.
 */
export function useLogScroll(box: RefObject<HTMLDivElement | null>, roomId: string, onStart: () => void) {
  const [atEnd, setAtEnd] = useState(true)
  const following = useRef(true)
  const anchor = useRef<Anchor | null>(null)
  const placed = useRef(false)
  /** Where the box stood when this was run before; less than that means that somebody has scrolled up meanwhile. */
  const seenTop = useRef(0)

  const remember = useCallback(() => {
    const element = box.current
    if (!element) return
    const row = firstVisible(element)
    anchor.current = row && { key: row.dataset.key ?? '', top: row.offsetTop - element.scrollTop }
  }, [box])

  const toEnd = useCallback(() => {
    const element = box.current
    if (!element) return
    following.current = true
    setAtEnd(true)
    element.scrollTop = element.scrollHeight
    seenTop.current = element.scrollTop
  }, [box])

  /** Brings a row into view; false when it is not in the page. */
  const toKey = useCallback(
    (key: string): boolean => {
      const row = rowOf(box.current, key)
      if (!row) return false
      following.current = false
      row.scrollIntoView({ block: 'center' })
      remember()
      return true
    },
    [box, remember],
  )

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    if (!placed.current) {
      placed.current = true
      const saved = places.get(roomId)
      const divider = element.querySelector<HTMLElement>('[data-new]')
      if (saved && rowOf(element, saved.key)) {
        anchor.current = saved
        following.current = false
      } else if (divider && element.scrollHeight - divider.offsetTop > element.clientHeight) {
        element.scrollTop = divider.offsetTop - element.clientHeight / 4
        following.current = false
        remember()
      }
    }
    if (following.current && element.scrollTop < seenTop.current - 1 && !isAtEnd(element)) {
      following.current = false
      remember()
    } else if (following.current) {
      element.scrollTop = element.scrollHeight
    } else {
      const row = anchor.current && rowOf(element, anchor.current.key)
      if (row && anchor.current) element.scrollTop = row.offsetTop - anchor.current.top
    }
    seenTop.current = element.scrollTop
    setAtEnd(isAtEnd(element))
  })

  useEffect(() => {
    const element = box.current
    if (!element) return
    function onScroll() {
      if (!element) return
      seenTop.current = element.scrollTop
      following.current = isAtEnd(element)
      setAtEnd(following.current)
      remember()
      if (element.scrollTop < NEAR_START) onStart()
    }
    const observer = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [box, onStart, remember])

  useEffect(
    () => () => {
      if (following.current || !anchor.current) places.delete(roomId)
      else places.set(roomId, anchor.current)
    },
    [roomId],
  )

  return { atEnd, toEnd, toKey }
}

function isAtEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
}

function rowOf(element: HTMLElement | null, key: string): HTMLElement | null {
  return element?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null
}

function firstVisible(element: HTMLElement): HTMLElement | null {
  for (const row of element.querySelectorAll<HTMLElement>('[data-key]')) {
    if (row.offsetTop + row.offsetHeight > element.scrollTop) return row
  }
  return null
}
