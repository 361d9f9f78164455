import './api/zodWithoutEval.ts'
import './styles/styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { neverFromACache } from './live/neverFromACache.ts'
import { applyTheme, readTheme } from './ui/theme.ts'

applyTheme(readTheme())
neverFromACache()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no place for the console')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
