import { useState } from 'react'
import './Keypad.css'
import { useDigitKeys } from './useDigitKeys.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
const SPOKEN: Readonly<Record<string, string>> = { '*': 'Star', '#': 'Hash' }

type Props = {
  isOn: boolean /** The keyboard's digits are its keys. */
  isInHand: boolean
  onPress: (key: string) => void
}

/** The keys of a telephone, and what was pressed so far. */
export function Keypad({ isOn, isInHand, onPress }: Props) {
  const [pressed, setPressed] = useState('')
  function press(key: string) {
    setPressed(`${pressed}${key}`.slice(-12))
    onPress(key)
  }
  const hasKeyboard = useDigitKeys(isOn && isInHand ? press : undefined)
  return (
    <fieldset className="app-keypad" aria-label="Keypad">
      {KEYS.map(key => (
        <button
          key={key}
          type="button"
          className="app-keypad__key"
          aria-label={SPOKEN[key]}
          disabled={!isOn}
          onClick={() => press(key)}
        >
          {key}
        </button>
      ))}
      <p className="app-keypad__pressed app-quiet app-small">
        {pressed === '' ? (
          <span className="app-keypad__hint">
            {hasKeyboard && isInHand ? 'Keys of the keyboard work too' : ''}
          </span>
        ) : (
          `Pressed ${[...pressed].join(' ')}`
        )}
      </p>
    </fieldset>
  )
}
