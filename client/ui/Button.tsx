import type { ComponentProps, MouseEvent } from 'react'
import './Button.css'
import { Key } from './Key.tsx'

type Props = ComponentProps<'button'> & {
  look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'usual' | 'large' | 'small'
  /** The key that does the same, shown on the button: 'A' is pressed as Alt A, 'Shift A' as Alt Shift A. */
  shortcut?: string
}

/**
 * What cannot be pressed now keeps the focus and says so to every reader: a button that the browser disables loses the focus,
 * and whoever works by keyboard begins again at the top of the page.
 */
export function Button({
  look = 'secondary',
  size = 'usual',
  shortcut,
  disabled = false,
  onClick,
  children,
  className,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={disabled || undefined}
      onClick={disabled ? stay : onClick}
      {...(shortcut ? { 'aria-keyshortcuts': `Alt+${shortcut.replace(' ', '+')}` } : {})}
      className={`app-button app-button--${look} app-button--${size} ${className ?? ''}`}
    >
      {children}
      {shortcut ? <Key name={shortcut} /> : null}
    </button>
  )
}

/** Of a form's own button, this also keeps the form from being sent by the Enter key. */
function stay(event: MouseEvent) {
  event.preventDefault()
}
