import { type ReactNode, useEffect } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { whenSessionOver } from '#client/api/sessionOver.ts'
import { useInSight } from '#client/live/useInSight.ts'
import { OneSocket, usePageSocket } from '#client/live/usePageSocket.ts'
import { routes } from '#shared/routes.ts'

type Props = {
  /** Takes the whole page off the screen. Must keep its identity. */
  onOver: () => void
  children: ReactNode
}

/**
 * A page of names that nobody is on the telephone with: it stays for as long as somebody is signed in. The server says when that is
 * over; a page that was asleep then asks as it is seen again; and any answer that says so is believed.
 */
export function WhileSignedIn({ onOver, children }: Props) {
  const socket = usePageSocket(onOver)
  useEffect(() => whenSessionOver(onOver), [onOver])
  useInSight(ask)
  return <OneSocket value={socket}>{children}</OneSocket>
}

/** What it says is told by the way of every answer. */
function ask(): void {
  call(routes.me).catch((error: unknown) => {
    if (!(error instanceof CallFailed)) throw error
  })
}
