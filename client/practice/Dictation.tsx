import { useEffect, useRef, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { canRecognise, newRecogniser, type Recogniser, wordsOf } from './speechToText.ts'

type Props = { isOff: boolean; onWords: (words: string) => void }

/** Agreed to once, until the page is closed. */
let hasAgreed = false

/** Speaks into the box with a microphone, where the browser can. It asks first: a browser may send the voice away. */
export function Dictation({ isOff, onWords }: Props) {
  const [asks, setAsks] = useState(false)
  const [isListening, setIsListening] = useState(false)
  const [isRefused, setIsRefused] = useState(false)
  const recogniser = useRef<Recogniser>(undefined)
  useEffect(() => () => recogniser.current?.stop(), [])
  if (!canRecognise()) return null

  function listen() {
    hasAgreed = true
    setAsks(false)
    const made = newRecogniser()
    if (!made) return
    recogniser.current = made
    made.onresult = ({ results }) => onWords(wordsOf(results))
    made.onend = () => setIsListening(false)
    made.onerror = ({ error }) => setIsRefused(error === 'not-allowed' || error === 'service-not-allowed')
    made.start()
    setIsListening(true)
  }
  function press() {
    if (isListening) recogniser.current?.stop()
    else if (hasAgreed) listen()
    else setAsks(true)
  }
  return (
    <>
      <Button
        look="quiet"
        className="app-say__dictate"
        aria-label={isListening ? 'Stop listening' : 'Dictate'}
        aria-pressed={isListening}
        disabled={isOff || isRefused}
        title={isRefused ? 'The browser did not give us the microphone' : 'Speak into the box'}
        onClick={press}
      >
        <svg className="app-say__microphone" viewBox="0 0 24 24" aria-hidden="true">
          <rect x="9" y="3" width="6" height="11" rx="3" />
          <path d="M5 11a7 7 0 0 0 14 0M12 18v3" />
        </svg>
      </Button>
      {asks ? (
        <Dialog title="Use the microphone?" onClose={() => setAsks(false)}>
          <div className="app-stack">
            <p>
              Your browser turns your voice into words. Some browsers send the sound to their maker for that.
              Goldthread keeps no sound, and only gets the words you then say. Play only invented people.
            </p>
            <div className="app-row">
              <Button look="primary" onClick={listen}>
                Use the microphone
              </Button>
              <Button onClick={() => setAsks(false)}>No, I type</Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
