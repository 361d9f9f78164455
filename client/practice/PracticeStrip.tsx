import { useCallback, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { ShortcutList } from '#client/ui/ShortcutList.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { ThemeSwitch } from '#client/ui/ThemeSwitch.tsx'
import { nextInHand } from './core/desk.ts'
import { usePractice, usePracticeStore } from './PracticeProvider.tsx'

type Props = { aloud: { isOn: boolean; turn: () => void } | undefined }

const LINK_WORDS = {
  connecting: 'Connecting…',
  here: 'Line is up',
  back: 'Line is up',
  away: 'Line is away',
} as const

/** What this page is, in one sentence, and whether the line is there. */
export function PracticeStrip({ aloud }: Props) {
  const { link, desk } = usePractice()
  const store = usePracticeStore()
  const [showsKeys, setShowsKeys] = useState(false)
  const openKeys = useCallback(() => setShowsKeys(true), [])
  const next = useCallback(() => store.arrange(nextInHand), [store])
  useShortcut('?', 'Show this list', showsKeys ? null : openKeys)
  useShortcut('K', 'Take the next handset in hand', desk.phones.length > 1 ? next : null)
  useShortcut('R', 'Read aloud, or stop', aloud?.turn ?? null)
  return (
    <header className="app-practice-strip">
      <Mark />
      <div className="app-practice-strip__what">
        <h1 className="app-practice-strip__title">The practice line</h1>
        <p className="app-practice-strip__sentence">
          Telephones to try Goldthread with. Nobody is really rung.
        </p>
      </div>
      <p className={`app-practice-strip__link app-practice-strip__link--${link.kind}`} role="status">
        <span aria-hidden="true">{link.kind === 'away' ? '△' : link.kind === 'connecting' ? '…' : '✓'}</span>{' '}
        {LINK_WORDS[link.kind]}
      </p>
      <div className="app-practice-strip__tools">
        {aloud ? (
          <Button
            size="small"
            aria-pressed={aloud.isOn}
            shortcut="R"
            onClick={aloud.turn}
            title="What the handset in hand hears is spoken by this machine"
          >
            Read aloud{aloud.isOn ? ': on' : ''}
          </Button>
        ) : null}
        <ThemeSwitch />
        <Button look="quiet" size="small" aria-label="Keys" onClick={openKeys}>
          ?
        </Button>
      </div>
      {showsKeys ? <ShortcutList onClose={() => setShowsKeys(false)} /> : null}
    </header>
  )
}
