import { type ComponentPropsWithRef, type MouseEvent, useSyncExternalStore } from 'react'
import { matchRoute, type Route } from './routes'

const listeners = new Set<() => void>()
let current = matchRoute(location.pathname)
let moves = 0

function changed(): void {
  current = matchRoute(location.pathname)
  moves += 1
  for (const listener of listeners) listener()
}
window.addEventListener('popstate', changed)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Goes to a path of ours without loading the page anew. */
export function navigate(path: string, { replace = false } = {}): void {
  if (path === location.pathname + location.search + location.hash) return
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  changed()
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => current)
}

/** One value of the query of the address; undefined where it names none. */
export function useQuery(name: string): string | undefined {
  return useSyncExternalStore(subscribe, () => new URLSearchParams(location.search).get(name) ?? undefined)
}

/** How often the screen has changed since the page was loaded; a heading takes the focus from the first change on. */
export function movesSoFar(): number {
  return moves
}

/** A real link: opens in a new tab when asked to, and carries `aria-current` when it leads to where one is. */
export function Link({ href, onClick, ...rest }: ComponentPropsWithRef<'a'> & { href: string }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}
