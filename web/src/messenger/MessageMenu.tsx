import { useRef } from 'react'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { useT } from '../i18n'
import { useCard } from '../realtime/context'
import type { Room } from '../realtime/law'
import { type Message, REACTIONS } from '../realtime/wire'
import type { MessageActions } from './useMessageActions'

interface MessageMenuProps {
  message: Message
  element: HTMLElement
  room: Room
  me: string
  actions: MessageActions
  onClose(): void
}

/** Everything one can do with a message; the focus goes back to where it came from. */
export default function MessageMenu({ message, element, room, me, actions, onClose }: MessageMenuProps) {
  const t = useT()
  const trigger = useRef<HTMLElement | null>(element)
  const author = useCard(message.authorId)
  const own = message.authorId === me
  const label = t('message.actions', { name: own ? t('common.you') : author.name })
  const mayDelete = own || room.summary.role === 'owner'
  const mine = REACTIONS.filter((reaction) => message.reactions?.[reaction]?.includes(me))
  return (
    <Popover
      aria-label={label}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom end"
      className="popover"
    >
      <Menu aria-label={label} className="menu" autoFocus="first" onClose={onClose}>
        <MenuItem onAction={() => actions.reply(message)}>{t('message.reply')}</MenuItem>
        <MenuItem onAction={() => actions.copy(message)}>{t('message.copy')}</MenuItem>
        <Separator />
        <MenuSection
          selectionMode="multiple"
          selectedKeys={mine}
          aria-label={t('message.more')}
          onSelectionChange={() => undefined}
        >
          {REACTIONS.map((reaction) => (
            <MenuItem key={reaction} id={reaction} onAction={() => actions.react(message, reaction)}>
              {t(`reaction.${reaction}`)}
            </MenuItem>
          ))}
        </MenuSection>
        {(own || mayDelete) && <Separator />}
        {own && <MenuItem onAction={() => actions.edit(message)}>{t('message.edit')}</MenuItem>}
        {mayDelete && (
          <MenuItem className="danger" onAction={() => actions.askDelete(message)}>
            {t('message.delete')}
          </MenuItem>
        )}
      </Menu>
    </Popover>
  )
}
