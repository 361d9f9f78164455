import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

type Props = {
  /** What could not be read: 'The history could not be read.' */
  title: string
  failed: { failure: { message: string }; again: () => void }
  /** What to do until it can be. */
  children?: ReactNode
}

/** In the place of what could not be read: why, and to try again. */
export function NotLoaded({ title, failed, children }: Props) {
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title}
      actions={<Button onClick={failed.again}>Try again</Button>}
    >
      {failed.failure.message} {children}
    </Notice>
  )
}
