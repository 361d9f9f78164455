import { type FormEvent, useCallback, useRef, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Key } from '#client/ui/Key.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { Dictation } from './Dictation.tsx'
import './SayBox.css'

type Props = { canSay: boolean; isInHand: boolean; onSay: (text: string) => Promise<boolean> }

/** The holder's own voice, in words. They stay in the box until the line has heard them. */
export function SayBox({ canSay, isInHand, onSay }: Props) {
  const [words, setWords] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const toBox = useCallback(() => box.current?.focus(), [])
  useShortcut('T', 'Talk on the handset in hand', isInHand ? toBox : null)

  async function say(event: FormEvent) {
    event.preventDefault()
    const text = words.trim()
    if (text === '' || !canSay) return
    if (await onSay(text)) setWords(now => (now.trim() === text ? '' : now))
  }
  return (
    <form className="app-say" onSubmit={say}>
      <div className="app-say__box">
        <input
          className="nhsuk-input app-input"
          ref={box}
          aria-label="Say something"
          aria-keyshortcuts={isInHand ? 'Alt+T' : undefined}
          placeholder={canSay ? 'Say something…' : 'Nobody hears you yet'}
          autoComplete="off"
          maxLength={2_000}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        {isInHand && words === '' ? <Key name="T" /> : null}
      </div>
      <Dictation isOff={!canSay} onWords={setWords} />
      <Button type="submit" disabled={!canSay}>
        Say
      </Button>
    </form>
  )
}
