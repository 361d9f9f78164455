import { type ReactNode, use } from 'react'
import type { FailureCode } from '#client/api/callFailed.ts'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

type Props = {
  /** What could not be read: 'The history could not be read.' */
  title: string
  failed: { failure: { code: FailureCode; message: string }; again: () => void }
  /** What to do until it can be. */
  children?: ReactNode
}

/** In the place of what could not be read: why, and to try again; to whoever was signed out, the way to sign in. */
export function NotLoaded({ title, failed, children }: Props) {
  const isSignedOut = failed.failure.code === 'not_signed_in'
  const { ask } = use(SignInAgain)
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title}
      actions={
        isSignedOut ? (
          <Button onClick={ask}>Sign in again</Button>
        ) : (
          <Button onClick={failed.again}>Try again</Button>
        )
      }
    >
      {failed.failure.message} {children}
    </Notice>
  )
}
