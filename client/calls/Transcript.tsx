import { type FormEvent, useState } from 'react'
import type { HeardWords } from '#client/softphone/softphone.ts'
import { Button } from '#client/ui/Button.tsx'
import type { Voice } from '#shared/softphone.ts'
import { useStickToEnd } from './useStickToEnd.ts'

/** As the carrier calls whoever was brought in. */
const PARTY = /^party-\d+$/
const WHO: Readonly<Record<Voice, string>> = { line: 'Line', sound: 'Sound', person: 'Caller', self: 'You' }

/** What the line calls the music of an empty room: the nurse knows that she is waiting. */
const HOLD_MUSIC = 'hold music'

type Props = { heard: readonly HeardWords[]; canSay: boolean; onSay: (text: string) => void }

/** The practice line carries words instead of sound: what is heard, and a box to speak. */
export function Transcript({ heard, canSay, onSay }: Props) {
  const [words, setWords] = useState('')
  const worthReading = heard.filter(({ who, text }) => who !== 'sound' || text !== HOLD_MUSIC)
  const end = useStickToEnd(worthReading.at(-1)?.n)
  function say(event: FormEvent) {
    event.preventDefault()
    if (words.trim() === '') return
    onSay(words.trim())
    setWords('')
  }
  return (
    <div className="app-transcript">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <ol className="app-transcript__lines" aria-label="Heard on the practice line" ref={end} tabIndex={0}>
        {worthReading.length === 0 ? <li className="app-quiet app-small">Nothing heard yet.</li> : null}
        {worthReading.map(({ n, who, name, text }) => (
          <li key={n} className={`app-transcript__line--${who}`}>
            <span className="app-transcript__who">
              {who === 'person' && name && name !== 'caller'
                ? PARTY.test(name)
                  ? 'Third person'
                  : name
                : WHO[who]}
            </span>
            {text}
          </li>
        ))}
      </ol>
      <form className="app-transcript__say" onSubmit={say}>
        <input
          className="app-input"
          aria-label="Say something (practice line)"
          placeholder="Say something (practice)"
          value={words}
          onChange={event => setWords(event.target.value)}
          disabled={!canSay}
          maxLength={2_000}
        />
        <Button type="submit" size="small" disabled={!canSay}>
          Say
        </Button>
      </form>
    </div>
  )
}
