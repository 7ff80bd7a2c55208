import { useEffect, useState } from 'react'

/** What there are lists of beside a document. */
export type News = 'versions' | 'suggestions'

const listeners = new Set<(id: string, news: News) => void>()

/** Tells the page that a list beside a document is another one. */
export function tellNews(id: string, news: News): void {
  for (const listener of listeners) listener(id, news)
}

/** After somebody was let in: nothing was told about before. */
export function tellAllNews(id: string): void {
  tellNews(id, 'versions')
  tellNews(id, 'suggestions')
}

/** Another number whenever that list is to be read again. */
export function useNews(id: string, news: News): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const listener = (ofId: string, told: News) => {
      if (ofId === id && told === news) setCount((before) => before + 1)
    }
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [id, news])
  return count
}
