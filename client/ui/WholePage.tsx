import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Mark } from './Mark.tsx'
import './WholePage.css'

type Props = { title: string; children?: ReactNode; onAgain?: () => void }

/** A page that has only one thing to say. */
export function WholePage({ title, children, onAgain }: Props) {
  return (
    <main className="app-whole-page">
      <Mark size={48} />
      <h1 className="app-whole-page__title">{title}</h1>
      {children ? <p className="app-quiet">{children}</p> : null}
      {onAgain ? (
        <Button look="primary" onClick={onAgain}>
          Try again
        </Button>
      ) : null}
    </main>
  )
}
