import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField, type TextFieldProps } from 'react-aria-components/TextField'

interface FieldProps extends TextFieldProps {
  label: string
  hint?: ReactNode
}

/** One line of text with its label above, a hint below, and errors in words. */
export function Field({ label, hint, ...rest }: FieldProps) {
  return (
    <TextField className="field" {...rest}>
      <Label>{label}</Label>
      <Input />
      {hint && (
        <Text slot="description" className="small soft">
          {hint}
        </Text>
      )}
      <FieldError className="small danger" />
    </TextField>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange(value: T): void
}

/** A native select: small, and the phone brings its own wheel. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
