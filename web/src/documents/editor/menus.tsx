import type { Editor } from '@tiptap/core'
import { ChevronDown, Heading1, Heading2, Heading3, type LucideIcon, Pilcrow } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { type MessageKey, useT } from '../../i18n'
import {
  type Command,
  HISTORY,
  insertTable,
  LISTS,
  MARKS,
  MORE_LISTS,
  MORE_MARKS,
  RULE,
  STYLES,
  type Style,
  setStyle,
  styleAt,
  TABLE,
} from './commands'
import type { Room } from './Tools'

interface ToolMenuProps {
  label: string
  children: ReactNode
  items: ReactNode
  selected?: string
  wide?: boolean
}

/** A button of the bar that opens a menu. Closed, the focus is at the button, from where Escape leads into the text. */
function ToolMenu({ label, children, items, selected, wide }: ToolMenuProps) {
  return (
    <MenuTrigger>
      <Button className={wide ? 'tool words' : 'tool'} aria-label={label}>
        {children}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label={label}
          selectionMode={selected === undefined ? 'none' : 'single'}
          selectedKeys={selected === undefined ? [] : [selected]}
        >
          {items}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

const STYLE_ICONS: Record<Style, LucideIcon> = { 0: Pilcrow, 1: Heading1, 2: Heading2, 3: Heading3 }

/** Text or heading, with the word for what is at the caret. */
export function StyleMenu({ editor, short }: { editor: Editor; short: boolean }) {
  const t = useT()
  const now = styleAt(editor)
  const word = t(`editor.style.${now}`)
  const Icon = STYLE_ICONS[now]
  return (
    <ToolMenu
      label={t('editor.style', { style: word })}
      selected={String(now)}
      wide
      items={STYLES.map((style) => (
        <MenuItem key={style} id={String(style)} className={`style-${style}`} onAction={() => setStyle(editor, style)}>
          {t(`editor.style.${style}`)}
        </MenuItem>
      ))}
    >
      {short ? <Icon aria-hidden="true" className="icon" /> : <span className="clip">{word}</span>}
      <ChevronDown aria-hidden="true" className="icon" />
    </ToolMenu>
  )
}

function tableItems(editor: Editor, t: (key: MessageKey) => string): ReactNode {
  if (!editor.isActive('table'))
    return <MenuItem onAction={() => insertTable(editor)}>{t('editor.table.insert')}</MenuItem>
  return TABLE.map(({ label, run }) => (
    <MenuItem
      key={label}
      className={label === 'editor.table.delete' ? 'danger' : undefined}
      onAction={() => run(editor)}
    >
      {t(label)}
    </MenuItem>
  ))
}

export function TableMenu({ editor, icon: Icon }: { editor: Editor; icon: LucideIcon }) {
  const t = useT()
  return (
    <ToolMenu label={t('editor.table')} items={tableItems(editor, t)}>
      <Icon aria-hidden="true" className="icon" />
      <span className="tip" aria-hidden="true">
        {t('editor.table')}
      </span>
    </ToolMenu>
  )
}

interface MoreMenuProps {
  editor: Editor
  icon: LucideIcon
  room: Room
  onLink(): void
  onImage(): void
}

/** What has no room in the bar. */
export function MoreMenu({ editor, icon: Icon, room, onLink, onImage }: MoreMenuProps) {
  const t = useT()
  const item = (command: Command) => (
    <MenuItem
      key={command.label}
      isDisabled={command.possible ? !command.possible(editor) : false}
      onAction={() => command.run(editor)}
    >
      {t(command.label)}
      {command.mark && editor.isActive(command.mark) && <span className="small soft"> {t('editor.isOn')}</span>}
    </MenuItem>
  )
  return (
    <ToolMenu
      label={t('editor.more')}
      items={
        <>
          {room !== 'some' && (
            <>
              {HISTORY.map(item)}
              <Separator />
              <MenuItem onAction={onLink}>{t('editor.link')}</MenuItem>
              <MenuItem onAction={onImage}>{t('editor.image')}</MenuItem>
              {tableItems(editor, t)}
              <Separator />
            </>
          )}
          {[
            ...(room === 'least' ? MARKS.slice(1) : []),
            ...MORE_MARKS,
            ...(room === 'some' ? [] : LISTS.slice(1)),
            ...MORE_LISTS,
            RULE,
          ].map(item)}
        </>
      }
    >
      <Icon aria-hidden="true" className="icon" />
    </ToolMenu>
  )
}
