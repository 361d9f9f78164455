import '#client/api/zodWithoutEval.ts'
import '#client/styles/styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AnnouncerProvider } from '#client/ui/Announcer.tsx'
import { ShortcutsProvider } from '#client/ui/Shortcuts.tsx'
import { applyTheme, readTheme } from '#client/ui/theme.ts'
import { PracticePage } from './PracticePage.tsx'
import { PracticeProvider } from './PracticeProvider.tsx'

applyTheme(readTheme())
const root = document.getElementById('root')
if (!root) throw new Error('the page has no place for the handsets')
createRoot(root).render(
  <StrictMode>
    <PracticeProvider>
      <ShortcutsProvider>
        <AnnouncerProvider>
          <PracticePage />
        </AnnouncerProvider>
      </ShortcutsProvider>
    </PracticeProvider>
  </StrictMode>,
)
