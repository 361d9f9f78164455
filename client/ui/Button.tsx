import type { ComponentProps } from 'react'
import './Button.css'
import { Key } from './Key.tsx'

type Props = ComponentProps<'button'> & {
  look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'usual' | 'large' | 'small'
  /** The key that does the same, shown on the button: 'A' is pressed as Alt A. */
  shortcut?: string
}

export function Button({
  look = 'secondary',
  size = 'usual',
  shortcut,
  children,
  className,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      {...(shortcut ? { 'aria-keyshortcuts': `Alt+${shortcut}` } : {})}
      className={`app-button app-button--${look} app-button--${size} ${className ?? ''}`}
    >
      {children}
      {shortcut ? <Key name={shortcut} /> : null}
    </button>
  )
}
