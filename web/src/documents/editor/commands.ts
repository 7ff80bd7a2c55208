import type { Editor } from '@tiptap/core'
import {
  Bold,
  Code,
  Italic,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Redo2,
  Strikethrough,
  TextQuote,
  Undo2,
} from 'lucide-react'
import type { MessageKey } from '../../i18n'

/** One thing the toolbar does. `mark` names what is on or off at the caret. */
export interface Command {
  label: MessageKey
  icon: LucideIcon
  /** `Mod` is the command key on a Mac and Control elsewhere. */
  keys?: string
  mark?: string
  run(editor: Editor): void
  possible?(editor: Editor): boolean
}

export const MARKS: Command[] = [
  { label: 'editor.bold', icon: Bold, keys: 'Mod+B', mark: 'bold', run: (e) => e.commands.toggleBold() },
  { label: 'editor.italic', icon: Italic, keys: 'Mod+I', mark: 'italic', run: (e) => e.commands.toggleItalic() },
]

export const MORE_MARKS: Command[] = [
  {
    label: 'editor.strike',
    icon: Strikethrough,
    keys: 'Mod+Shift+S',
    mark: 'strike',
    run: (e) => e.commands.toggleStrike(),
  },
  { label: 'editor.code', icon: Code, keys: 'Mod+E', mark: 'code', run: (e) => e.commands.toggleCode() },
]

export const LISTS: Command[] = [
  {
    label: 'editor.bullets',
    icon: List,
    keys: 'Mod+Shift+8',
    mark: 'bulletList',
    run: (e) => e.commands.toggleBulletList(),
  },
  {
    label: 'editor.tasks',
    icon: ListChecks,
    keys: 'Mod+Shift+9',
    mark: 'taskList',
    run: (e) => e.commands.toggleTaskList(),
  },
]

export const MORE_LISTS: Command[] = [
  {
    label: 'editor.numbers',
    icon: ListOrdered,
    keys: 'Mod+Shift+7',
    mark: 'orderedList',
    run: (e) => e.commands.toggleOrderedList(),
  },
  {
    label: 'editor.quote',
    icon: TextQuote,
    keys: 'Mod+Shift+B',
    mark: 'blockquote',
    run: (e) => e.commands.toggleBlockquote(),
  },
]

export const RULE: Command = { label: 'editor.rule', icon: Minus, run: (e) => e.commands.setHorizontalRule() }

export const HISTORY: Command[] = [
  {
    label: 'editor.undo',
    icon: Undo2,
    keys: 'Mod+Z',
    run: (e) => e.commands.undo(),
    possible: (e) => e.can().undo(),
  },
  {
    label: 'editor.redo',
    icon: Redo2,
    keys: 'Mod+Shift+Z',
    run: (e) => e.commands.redo(),
    possible: (e) => e.can().redo(),
  },
]

/** 0 is plain text, the others are headings. */
export const STYLES = [0, 1, 2, 3] as const
export type Style = (typeof STYLES)[number]

export function styleAt(editor: Editor): Style {
  return STYLES.find((level) => level > 0 && editor.isActive('heading', { level })) ?? 0
}

export function setStyle(editor: Editor, style: Style): void {
  if (style === 0) editor.commands.setParagraph()
  else editor.commands.setHeading({ level: style })
}

/** What one does with a table; the first makes one. */
export const TABLE: { label: MessageKey; run(editor: Editor): void }[] = [
  { label: 'editor.table.rowBelow', run: (e) => e.commands.addRowAfter() },
  { label: 'editor.table.columnAfter', run: (e) => e.commands.addColumnAfter() },
  { label: 'editor.table.header', run: (e) => e.commands.toggleHeaderRow() },
  { label: 'editor.table.deleteRow', run: (e) => e.commands.deleteRow() },
  { label: 'editor.table.deleteColumn', run: (e) => e.commands.deleteColumn() },
  { label: 'editor.table.delete', run: (e) => e.commands.deleteTable() },
]

export function insertTable(editor: Editor): void {
  editor.commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true })
}

/** The keys as people here read them. */
export function keysFor(keys: string, t: (key: MessageKey) => string, mac = isMac()): string {
  const words: Record<string, string> = {
    Mod: mac ? '⌘' : t('editor.key.control'),
    Shift: t('editor.key.shift'),
    ...(mac ? { Alt: '⌥' } : {}),
  }
  return keys
    .split('+')
    .map((key) => words[key] ?? key)
    .join('+')
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
