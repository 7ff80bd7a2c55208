import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { createElement, Fragment, memo, type ReactNode } from 'react'
import { Link } from '../app/router'
import { matchRoute } from '../app/routes'

const LONGEST_CACHED = 500
const cache = new Map<string, ReactNode>()

/**
 * Markdown as React elements. Nothing of it ever becomes HTML: raw HTML is shown as the text it is, pictures as their
 * words, and only http(s) and mailto links can be pressed. Links to screens of ours stay in this window.
 */
export const Markdown = memo(function Markdown({ text, me }: { text: string; me: string }) {
  const key = `${me} ${text}`
  let nodes = cache.get(key)
  if (nodes === undefined) {
    nodes = children(fromMarkdown(text).children, me)
    if (cache.size > LONGEST_CACHED) cache.clear()
    cache.set(key, nodes)
  }
  return <div className="md">{nodes}</div>
})

function children(nodes: readonly RootContent[], me: string): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of one text never change their order
  return nodes.map((node, index) => <Fragment key={index}>{render(node, me)}</Fragment>)
}

function render(node: Nodes, me: string): ReactNode {
  switch (node.type) {
    case 'text':
      return linked(node.value)
    case 'paragraph':
      return <p>{children(node.children, me)}</p>
    case 'heading':
      // A message is no page: its headings are bold lines and do not enter the outline.
      return (
        <p>
          <strong>{children(node.children, me)}</strong>
        </p>
      )
    case 'strong':
      return <strong>{children(node.children, me)}</strong>
    case 'emphasis':
      return <em>{children(node.children, me)}</em>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code scrolls, and the keyboard must reach it
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      )
    case 'blockquote':
      return <blockquote>{children(node.children, me)}</blockquote>
    case 'list':
      return createElement(
        node.ordered ? 'ol' : 'ul',
        node.ordered ? { start: node.start ?? 1 } : null,
        children(node.children, me),
      )
    case 'listItem':
      return <li>{children(node.children, me)}</li>
    case 'link':
      return link(node.url, children(node.children, me), me)
    case 'image':
      return node.alt || node.url
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'html':
      return node.value
    default:
      return 'children' in node ? children(node.children as RootContent[], me) : null
  }
}

const PERSON = 'person:'

function link(url: string, words: ReactNode, me: string): ReactNode {
  if (url.startsWith(PERSON)) {
    return <mark className={url.slice(PERSON.length) === me ? 'me' : undefined}>{words}</mark>
  }
  const screen = ownScreen(url)
  if (screen) return <Link href={screen}>{words}</Link>
  const safe = safeUrl(url)
  if (!safe) return words
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer">
      {words}
    </a>
  )
}

/** The path of a screen of ours, where the address leads to one. */
function ownScreen(url: string): string | null {
  if (!url.startsWith('/') && !url.startsWith(`${location.origin}/`)) return null
  const { origin, pathname, search, hash } = new URL(url, location.origin)
  return origin === location.origin && matchRoute(pathname).name !== 'missing' ? pathname + search + hash : null
}

function safeUrl(url: string): string | null {
  try {
    const { protocol, href } = new URL(url)
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null
  } catch {
    return null
  }
}

const BARE = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]']/g

/** Bare addresses become links, single line breaks stay line breaks. */
function linked(text: string): ReactNode[] {
  const parts: ReactNode[] = []
  let from = 0
  for (const found of text.matchAll(BARE)) {
    parts.push(...lines(text.slice(from, found.index), parts.length))
    parts.push(<Fragment key={`a${found.index}`}>{link(found[0], found[0], '')}</Fragment>)
    from = found.index + found[0].length
  }
  parts.push(...lines(text.slice(from), parts.length))
  return parts
}

function lines(text: string, seed: number): ReactNode[] {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never change their order
    <Fragment key={`${seed}-${index}`}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ))
}
