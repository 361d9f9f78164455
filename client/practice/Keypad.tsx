import { useState } from 'react'
import './Keypad.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
const SPOKEN: Readonly<Record<string, string>> = { '*': 'Star', '#': 'Hash' }

type Props = { isOn: boolean; onPress: (key: string) => void }

/** The keys of a telephone, and what was pressed so far. */
export function Keypad({ isOn, onPress }: Props) {
  const [pressed, setPressed] = useState('')
  function press(key: string) {
    setPressed(`${pressed}${key}`.slice(-12))
    onPress(key)
  }
  return (
    <fieldset className="app-keypad" aria-label="Keypad">
      {KEYS.map(key => (
        <button
          key={key}
          type="button"
          className="app-keypad__key"
          data-key={key}
          aria-label={SPOKEN[key]}
          disabled={!isOn}
          onClick={() => press(key)}
        >
          {key}
        </button>
      ))}
      <p className="app-keypad__pressed app-quiet app-small">
        {pressed === '' ? (
          <span className="app-keypad__hint">Keys of the keyboard work too</span>
        ) : (
          `Pressed ${[...pressed].join(' ')}`
        )}
      </p>
    </fieldset>
  )
}
