import type { Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'

interface ButtonProps extends AriaButtonProps {
  ref?: Ref<HTMLButtonElement>
  look?: 'main' | 'plain' | 'bare' | 'danger'
  /** Looks as if it were at work; whoever acts on the press ignores further ones meanwhile. */
  busy?: boolean
}

/** `main` once per screen, for the one thing it is about. */
export function Button({ look = 'plain', busy = false, className, ...rest }: ButtonProps) {
  return <AriaButton className={['btn', look, busy ? 'busy' : '', className ?? ''].join(' ')} {...rest} />
}
