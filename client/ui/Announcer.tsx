import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import './Announcer.css'

type Said = { words: string; by: symbol; turn: number }
type Announcer = { say: (words: string, by: symbol) => void; takeBack: (by: symbol) => void }

const AnnouncerContext = createContext<Announcer>({ say: () => {}, takeBack: () => {} })

/** Says things to screen readers, politely, one after another, without moving the focus. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said>({ words: '', by: Symbol('nobody'), turn: 0 })
  const announcer = useMemo<Announcer>(
    () => ({
      say: (words, by) => setSaid(({ turn }) => ({ words, by, turn: turn + 1 })),
      takeBack: by => setSaid(last => (last.by === by ? { ...last, words: '' } : last)),
    }),
    [],
  )
  return (
    <AnnouncerContext value={announcer}>
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

/**
 * Says words, or with '' takes back what was said last by this very part of the page. What it said does not outlive it: of a record that
 * is closed, or of somebody who has signed out, nothing is left on the page for a screen reader to come upon.
 */
export function useAnnounce(): (words: string) => void {
  const { say, takeBack } = useContext(AnnouncerContext)
  const me = useRef(Symbol('one who says'))
  useEffect(() => {
    const by = me.current
    return () => takeBack(by)
  }, [takeBack])
  return useCallback(words => (words === '' ? takeBack(me.current) : say(words, me.current)), [say, takeBack])
}
