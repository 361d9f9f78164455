import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import './Announcer.css'

const AnnouncerContext = createContext<(words: string) => void>(() => {})

/** Says things to screen readers, politely, one after another, without moving the focus. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ words: '', turn: 0 })
  const say = useCallback((words: string) => setSaid(({ turn }) => ({ words, turn: turn + 1 })), [])
  return (
    <AnnouncerContext value={say}>
      {children}
      <div className="app-announcer">
        {/* Two regions in turn: the same words twice are a change all the same. */}
        <div className="nhsuk-u-visually-hidden" aria-live="polite" data-testid="announcer">
          {said.turn % 2 === 0 ? said.words : ''}
        </div>
        <div className="nhsuk-u-visually-hidden" aria-live="polite">
          {said.turn % 2 === 1 ? said.words : ''}
        </div>
      </div>
    </AnnouncerContext>
  )
}

export function useAnnounce(): (words: string) => void {
  return useContext(AnnouncerContext)
}
