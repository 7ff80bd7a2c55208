import { type Language, useLanguage } from '../i18n'

const NAMES: Record<Language, string> = { de: 'Deutsch', en: 'English' }

/** The languages in their own words, for people who cannot read the page yet. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage()
  const other: Language = language === 'de' ? 'en' : 'de'
  return (
    <button type="button" className="link" lang={other} onClick={() => choose(other)}>
      {NAMES[other]}
    </button>
  )
}
