import type { Editor } from '@tiptap/core'
import { ImagePlus, Link2, Plus, Table2 } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { Group } from 'react-aria-components/Group'
import { Separator } from 'react-aria-components/Separator'
import { Toolbar } from 'react-aria-components/Toolbar'
import { useT } from '../../i18n'
import { HISTORY, LISTS, MARKS, MORE_LISTS, MORE_MARKS, RULE } from './commands'
import { MoreMenu, StyleMenu, TableMenu } from './menus'
import { Tool, ToolButton } from './Tool'
import { useTransactions } from './useEditor'

/** How many tools have room: on the narrowest phone, on a phone, beside a conversation, alone. */
export type Room = 'least' | 'few' | 'some' | 'all'

export function roomFor(width: number): Room {
  if (width < 345) return 'least'
  if (width < 560) return 'few'
  return width < 780 ? 'some' : 'all'
}

interface ToolsProps {
  editor: Editor
  room: Room
  onLink(): void
  onImage(): void
}

/** Everything one can do with the text, in one row: arrow keys go through it, what has no room is behind the plus. */
export function Tools({ editor, room, onLink, onImage }: ToolsProps) {
  const t = useT()
  useTransactions(editor)
  const small = room === 'least' || room === 'few'
  const all = room === 'all'
  const tools = (commands: typeof MARKS) =>
    commands.map((command) => <Tool key={command.label} editor={editor} command={command} />)
  const groups: ReactNode[] = [
    tools([...(room === 'least' ? MARKS.slice(0, 1) : MARKS), ...(all ? MORE_MARKS : [])]),
    tools([...(small ? LISTS.slice(0, 1) : LISTS), ...(all ? MORE_LISTS : [])]),
  ]
  if (!small) {
    groups.push(
      <>
        <ToolButton
          label={t('editor.link')}
          keys="Mod+K"
          icon={Link2}
          pressed={editor.isActive('link')}
          onPress={onLink}
        />
        <ToolButton label={t('editor.image')} icon={ImagePlus} onPress={onImage} />
        <TableMenu editor={editor} icon={Table2} />
        {all && tools([RULE])}
      </>,
      tools(HISTORY),
    )
  }
  return (
    <Toolbar
      aria-label={t('editor.tools')}
      className={`tools-row ${small ? 'few' : room}`}
      // The text keeps the focus, and with it a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
    >
      <StyleMenu editor={editor} short={small} />
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups keep their order
        <Fragment key={index}>
          {index > 0 && <Separator orientation="vertical" />}
          <Group className="tool-group">{group}</Group>
        </Fragment>
      ))}
      {!all && <MoreMenu editor={editor} icon={Plus} room={room} onLink={onLink} onImage={onImage} />}
    </Toolbar>
  )
}
