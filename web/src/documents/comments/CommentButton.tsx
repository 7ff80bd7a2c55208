import { MessageSquarePlus, MessageSquareText } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useStore } from 'zustand'
import { useT } from '../../i18n'
import { keysFor } from '../editor/commands'
import type { Desk } from './useDesk'

export const COMMENT_KEYS = 'Mod+Alt+M'

/** Comments what is selected; without a selection it shows the comments or puts them away. */
export function CommentButton({ desk }: { desk: Desk }) {
  const t = useT()
  const count = useStore(desk.store.state, ({ threads }) => threads?.filter((one) => !one.resolvedAt).length ?? 0)
  const { selecting, open } = desk
  const keys = keysFor(COMMENT_KEYS, t)
  const label = selecting ? t('comments.add') : t('comments.title')
  const Icon = selecting ? MessageSquarePlus : MessageSquareText
  return (
    <Button
      id="comments-button"
      className={open ? 'tool comments-btn on' : 'tool comments-btn'}
      aria-label={selecting ? `${label} (${keys})` : t('comments.open', { count })}
      aria-expanded={selecting ? undefined : open}
      // Not sooner: the rest of a touch would press what lies here by then.
      onClick={() => {
        if (selecting) desk.comment()
        else if (open) desk.show(false)
        else {
          desk.show(true)
          desk.want(desk.at ?? PANEL)
        }
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the text keeps its selection, and on a phone its keyboard */}
      <span role="presentation" className="tool-face" onMouseDown={(event) => event.preventDefault()}>
        <Icon aria-hidden="true" className="icon" />
        {count > 0 && <span className="tool-count" aria-hidden="true" data-count={count > 99 ? '99+' : count} />}
      </span>
      <span className="tip" aria-hidden="true">
        {label}
        <kbd>{keys}</kbd>
      </span>
    </Button>
  )
}

/** The panel itself, as something that can be wanted. */
export const PANEL = 'panel'

/** On a commented place while the panel is away: the way to what is said there. */
export function CommentHere({ desk }: { desk: Desk }) {
  const t = useT()
  const { at, open } = desk
  if (!at || open) return null
  return (
    <Button
      className="btn comment-here"
      onClick={() => {
        desk.show(true)
        desk.choose(at)
        desk.want(at)
      }}
    >
      <MessageSquareText aria-hidden="true" className="icon" />
      {t('comments.showHere')}
    </Button>
  )
}
