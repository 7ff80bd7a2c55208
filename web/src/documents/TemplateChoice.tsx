import { useEffect, useState } from 'react'
import { useT } from '../i18n'
import { listTemplates } from './door'
import type { Template } from './wire'

interface TemplateChoiceProps {
  /** Empty for an empty document. */
  value: string
  onChange(template: string): void
}

/** What a document begins with. Where the templates cannot be had there is the empty one, and nothing to choose. */
export function TemplateChoice({ value, onChange }: TemplateChoiceProps) {
  const t = useT()
  const [templates, setTemplates] = useState<Template[]>([])
  useEffect(() => {
    let wanted = true
    listTemplates().then(
      (all) => wanted && setTemplates(all),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [])
  if (templates.length === 0) return null
  const empty = { id: '', title: t('templates.empty'), description: t('templates.empty.hint') }
  return (
    <fieldset className="templates">
      <legend>{t('templates.begin')}</legend>
      {[empty, ...templates].map(({ id, title, description }) => (
        <label key={id} className="template">
          <input
            type="radio"
            name="template"
            value={id}
            checked={value === id}
            aria-describedby={`template-${id}`}
            aria-label={title}
            onChange={() => onChange(id)}
          />
          <span>
            <span className="strong block">{title}</span>
            <span id={`template-${id}`} className="small soft">
              {description}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
