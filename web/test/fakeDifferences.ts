import * as Y from 'yjs'
import type { XmlNode } from '../src/documents/history/page'
import type { Block, Run } from '../src/documents/history/wire'

type Line = Pick<Block, 'type' | 'level' | 'checked'> & { text: string }

const KINDS: Record<string, Block['type']> = {
  paragraph: 'paragraph',
  heading: 'heading',
  tableRow: 'table-row',
  image: 'image',
  horizontalRule: 'rule',
  codeBlock: 'code',
}
const ITEMS: Record<string, Block['type']> = { listItem: 'list-item', taskItem: 'task-item', blockquote: 'quote' }

/** What a page says, line by line. */
function linesOf(parent: Y.XmlFragment | Y.XmlElement, inside?: { type: Block['type']; checked?: boolean }): Line[] {
  return parent.toArray().flatMap((node): Line[] => {
    if (!(node instanceof Y.XmlElement)) return []
    const name = node.nodeName
    const item = ITEMS[name]
    if (item) return linesOf(node, { type: item, checked: Boolean(node.getAttribute('checked')) })
    const type = KINDS[name]
    if (!type) return linesOf(node, inside)
    const level = Number(node.getAttribute('level')) || undefined
    const text = type === 'image' ? (node.getAttribute('alt') ?? '') : textOf(node, type === 'table-row' ? ' | ' : '')
    return [{ type, level, ...(type === 'paragraph' ? inside : undefined), text }]
  })
}

function textOf(node: Y.XmlElement, between: string): string {
  const parts = node.toArray().map((child) => {
    if (child instanceof Y.XmlText) return child.toString().replace(/<[^>]*>/g, '')
    if (!(child instanceof Y.XmlElement)) return ''
    return child.nodeName === 'mention' ? `@${child.getAttribute('label')}` : textOf(child, '')
  })
  return parts.join(between)
}

/** The steps from one list to another: what stays, goes and comes. */
function steps<T>(from: readonly T[], to: readonly T[], key: (one: T) => string): [Run['change'], T][] {
  const table = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0))
  const at = (i: number, j: number) => table[i]?.[j] ?? 0
  const same = (i: number, j: number) => key(from[i] as T) === key(to[j] as T)
  for (let i = from.length - 1; i >= 0; i -= 1)
    for (let j = to.length - 1; j >= 0; j -= 1)
      (table[i] as number[])[j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const found: [Run['change'], T][] = []
  let [i, j] = [0, 0]
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && same(i, j)) {
      found.push(['same', to[j] as T])
      i += 1
      j += 1
    } else if (i < from.length && (j === to.length || at(i + 1, j) >= at(i, j + 1))) {
      found.push(['deleted', from[i] as T])
      i += 1
    } else {
      found.push(['inserted', to[j] as T])
      j += 1
    }
  }
  return found
}

function runsOf(from: string, to: string, byId: string): Run[] {
  const runs: Run[] = []
  for (const [change, text] of steps(from.split(/(?<=\s)/), to.split(/(?<=\s)/), (word) => word)) {
    const last = runs.at(-1)
    if (last?.change === change) last.text += text
    else runs.push({ text, change, ...(change === 'same' ? {} : { byId }) })
  }
  return runs
}

/** The page in which two states are told apart; everything that changed is by one person. */
export function blocksBetween(from: Y.Doc, to: Y.Doc, byId: string): Block[] {
  const lines = (doc: Y.Doc) => linesOf(doc.getXmlFragment('default'))
  const blocks: Block[] = []
  const found = steps(lines(from), lines(to), (line) => JSON.stringify(line))
  for (let index = 0; index < found.length; index += 1) {
    const [change, { text, ...kind }] = found[index] as [Run['change'], Line]
    const next = found[index + 1]
    if (change === 'deleted' && next?.[0] === 'inserted' && next[1].type === kind.type) {
      const { text: after, ...kindAfter } = next[1]
      blocks.push({ ...kindAfter, change: 'changed', runs: runsOf(text, after, byId) })
      index += 1
    } else blocks.push({ ...kind, change, runs: [{ text, change, ...(change === 'same' ? {} : { byId }) }] })
  }
  return blocks
}

/** A page as the server tells it as JSON. */
export function nodesOf(parent: Y.XmlFragment | Y.XmlElement): XmlNode[] {
  return parent.toArray().flatMap((node): XmlNode[] => {
    if (node instanceof Y.XmlText) return [{ delta: node.toDelta() }]
    if (!(node instanceof Y.XmlElement)) return []
    return [{ name: node.nodeName, attributes: node.getAttributes(), children: nodesOf(node) }]
  })
}

/** Writes the text of `from` over that of `to`, as edits. */
export function writeOver(to: Y.Doc, from: Y.Doc): void {
  const target = to.getXmlFragment('default')
  const source = from.getXmlFragment('default')
  to.transact(() => {
    target.delete(0, target.length)
    target.push(source.toArray().map((node) => node.clone() as Y.XmlElement))
  })
}
