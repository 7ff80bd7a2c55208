import { Search } from 'lucide-react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'

interface SearchFieldProps {
  label: string
  value: string
  onChange(value: string): void
  autoFocus?: boolean
}

/** One line to search with; Escape empties it. */
export function SearchField({ label, ...rest }: SearchFieldProps) {
  return (
    <AriaSearchField className="field find" maxLength={200} {...rest}>
      <Label>{label}</Label>
      <span className="find-line">
        <Search aria-hidden="true" className="icon soft" />
        <Input />
      </span>
    </AriaSearchField>
  )
}
