import { useState } from 'react'

export type Theme = 'system' | 'light' | 'dark'
const KEY = 'theme'

export function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Without the attribute the style sheet follows the device. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.kernTheme
  else document.documentElement.dataset.kernTheme = theme
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(storedTheme)
  return [
    theme,
    (next) => {
      localStorage.setItem(KEY, next)
      applyTheme(next)
      setTheme(next)
    },
  ]
}
