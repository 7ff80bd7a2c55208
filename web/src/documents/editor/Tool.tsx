import type { Editor } from '@tiptap/core'
import type { LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useT } from '../../i18n'
import { type Command, keysFor } from './commands'

interface ToolButtonProps {
  label: string
  icon: LucideIcon
  keys?: string
  /** Undefined for what is neither on nor off. */
  pressed?: boolean
  disabled?: boolean
  onPress(): void
}

/** A button of the bar: an icon, its words for screen readers, and on hover with the keys that do the same. */
export function ToolButton({ label, icon: Icon, keys, pressed, disabled, onPress }: ToolButtonProps) {
  const t = useT()
  const said = keys && keysFor(keys, t)
  const words = {
    className: 'tool',
    'aria-label': said ? `${label} (${said})` : label,
    isDisabled: disabled,
    onPress,
  } as const
  const inside = (
    <>
      <Icon aria-hidden="true" className="icon" />
      <span className="tip" aria-hidden="true">
        {label}
        {said && <kbd>{said}</kbd>}
      </span>
    </>
  )
  if (pressed === undefined) return <Button {...words}>{inside}</Button>
  return (
    <ToggleButton {...words} isSelected={pressed}>
      {inside}
    </ToggleButton>
  )
}

export function Tool({ editor, command }: { editor: Editor; command: Command }) {
  const t = useT()
  return (
    <ToolButton
      label={t(command.label)}
      icon={command.icon}
      keys={command.keys}
      pressed={command.mark === undefined ? undefined : editor.isActive(command.mark)}
      disabled={command.possible ? !command.possible(editor) : false}
      onPress={() => command.run(editor)}
    />
  )
}
