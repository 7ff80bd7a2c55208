import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { applyTheme, storedTheme } from './app/theme'
import { followKeyboard } from './app/viewport'
import { Words } from './i18n'
import './ui/style.scss'

applyTheme(storedTheme())
followKeyboard()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Words>
        <App />
      </Words>
    </StrictMode>,
  )
}
