import type { JSONContent } from '@tiptap/core'

/** A page as the server tells it: elements, and texts in pieces with their formats. */
export type XmlNode =
  | { name: string; attributes: Record<string, unknown>; children: XmlNode[] }
  | { delta: { insert: unknown; attributes?: Record<string, unknown> }[] }

/** What the editor's own binding makes of a mark that may stand twice on one text. */
const HASH = /--.*$/

/** The page as the editor reads it. */
export function pageFrom(nodes: readonly XmlNode[]): JSONContent {
  const content = nodes.flatMap(contentFrom)
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

function contentFrom(node: XmlNode): JSONContent[] {
  if ('name' in node) {
    return [{ type: node.name, attrs: node.attributes, content: node.children.flatMap(contentFrom) }]
  }
  return node.delta.flatMap(({ insert, attributes = {} }) =>
    typeof insert !== 'string' || insert === ''
      ? []
      : {
          type: 'text',
          text: insert,
          marks: Object.entries(attributes).map(([name, attrs]) => ({
            type: name.replace(HASH, ''),
            attrs: attrs as Record<string, unknown>,
          })),
        },
  )
}
