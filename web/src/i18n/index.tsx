import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { IntlProvider, useIntl } from 'react-intl'
import de from './de.json'

export type MessageKey = keyof typeof de
export type Language = 'de' | 'en'
type Messages = Record<MessageKey, string>

const KEY = 'language'
const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'de',
  choose: () => undefined,
})

/** The words of the screen: German at once, another language as soon as it is here. */
export function Words({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(storedLanguage)
  const [messages, setMessages] = useState<{ language: Language; words: Messages }>({ language: 'de', words: de })

  useEffect(() => {
    if (language === 'de') {
      setMessages({ language, words: de })
      return
    }
    let wanted = true
    import('./en.json').then((module) => {
      if (wanted) setMessages({ language, words: module.default })
    })
    return () => {
      wanted = false
    }
  }, [language])

  useEffect(() => {
    document.documentElement.lang = messages.language
  }, [messages.language])

  const choice = useMemo(
    () => ({
      language,
      choose(next: Language) {
        localStorage.setItem(KEY, next)
        setLanguage(next)
      },
    }),
    [language],
  )
  return (
    <LanguageContext value={choice}>
      <I18nProvider locale={messages.language}>
        <IntlProvider locale={messages.language} messages={messages.words} defaultLocale="de">
          {children}
        </IntlProvider>
      </I18nProvider>
    </LanguageContext>
  )
}

export function useLanguage() {
  return useContext(LanguageContext)
}

export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

export function useT(): Translate {
  const intl = useIntl()
  return useMemo(() => (key, values) => intl.formatMessage({ id: key }, values), [intl])
}

/** A sentence with `<b>` parts. */
export function Sentence({ id, values }: { id: MessageKey; values: Record<string, string | number> }) {
  const intl = useIntl()
  return <>{intl.formatMessage({ id }, { ...values, b: (parts: ReactNode[]) => <b key={String(parts)}>{parts}</b> })}</>
}

function storedLanguage(): Language {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'de'
}
