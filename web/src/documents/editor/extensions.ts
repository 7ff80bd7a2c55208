import { type Extensions, mergeAttributes, Node } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import type { Translate } from '../../i18n'
import type { DocumentSession } from '../session'
import { carets } from './carets'
import { Picture } from './Picture'
import { unreadCaret } from './unreadCaret'

/** The name of the document is the only heading of the first level, so that those in its text begin one below. */
const LOWEST = 6

const kit = StarterKit.configure({
  // The shared text has a history of its own, and a paragraph at its end would be an edit nobody made.
  undoRedo: false,
  trailingNode: false,
  link: {
    openOnClick: false,
    autolink: true,
    defaultProtocol: 'https',
    HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
    isAllowedUri: (url) => safeAddress(url) !== null,
  },
}).extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((extension) =>
      extension.name === 'heading' ? (extension as Node).extend(lowered) : extension,
    )
  },
})

const lowered: Parameters<Node['extend']>[0] = {
  parseHTML() {
    const { levels } = this.options as { levels: number[] }
    return [
      {
        tag: 'h2[data-level], h3[data-level], h4[data-level], h5[data-level], h6[data-level]',
        priority: 60,
        getAttrs: (element) => ({ level: Number(element.getAttribute('data-level')) || 1 }),
      },
      ...levels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    ]
  },
  renderHTML({ node, HTMLAttributes }) {
    const level: number = node.attrs.level
    return [`h${Math.min(level + 1, LOWEST)}`, mergeAttributes(HTMLAttributes, { 'data-level': level }), 0]
  },
}

/** Without the widths that the original writes as inline styles, which our Content-Security-Policy forbids. */
const PlainTable = Table.extend({
  renderHTML({ HTMLAttributes }) {
    return ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]]
  },
}).configure({ resizable: false, View: null })

/** Somebody named in the text; made by `mentionTrigger`, readable by everything that knows Tiptap's node of this name. */
const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  selectable: false,
  atom: true,
  addAttributes() {
    const kept = (name: string, attribute: string, fallback: string | null) => ({
      default: fallback,
      parseHTML: (element: HTMLElement) => element.getAttribute(attribute) ?? fallback,
      renderHTML: (attributes: Record<string, unknown>) =>
        attributes[name] == null ? {} : { [attribute]: attributes[name] },
    })
    return {
      id: kept('id', 'data-id', null),
      label: kept('label', 'data-label', null),
      mentionSuggestionChar: kept('mentionSuggestionChar', 'data-mention-suggestion-char', '@'),
    }
  },
  parseHTML() {
    return [{ tag: 'span[data-type="mention"]' }]
  },
  renderHTML({ node, HTMLAttributes }) {
    return ['span', mergeAttributes({ 'data-type': 'mention' }, HTMLAttributes), mentionText(node.attrs)]
  },
  renderText({ node }) {
    return mentionText(node.attrs)
  },
})

function mentionText({ label, id }: { label?: string | null; id?: string | null }): string {
  return `@${label ?? id ?? ''}`
}

/** An address that may stand in a document, as it will be stored; null for everything else. */
export function safeAddress(raw: string): string | null {
  const text = raw.trim()
  if (text === '') return null
  const named = /^(https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(text)
  if (named) return text
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return null
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`
  return /^[^\s/]+\.[^\s/.]{2,}(\/\S*)?$/.test(text) ? `https://${text}` : null
}

/** Everything a document can hold. */
export function extensionsFor(session: DocumentSession, t: Translate): Extensions {
  return [
    ...pageExtensions(t),
    unreadCaret(session),
    Collaboration.configure({ document: session.doc, field: 'default' }),
    carets(session),
  ]
}

/** The same for a page that nobody writes on. */
export function pageExtensions(t: Translate): Extensions {
  return [
    kit,
    TaskList,
    TaskItem.configure({
      nested: true,
      a11y: {
        checkboxLabel: (node) =>
          t('editor.task.label', { text: node.firstChild?.textContent || t('editor.task.empty') }),
      },
    }),
    PlainTable,
    TableRow,
    TableHeader,
    TableCell,
    Picture.configure({ allowBase64: true }),
    Mention,
  ]
}
