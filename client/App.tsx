import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { Me, Role } from '#shared/staff.ts'
import { AccessDesk } from './access/AccessDesk.tsx'
import { useMe } from './api/useMe.ts'
import { pageIsOf } from './api/whosePage.ts'
import { Console } from './board/Console.tsx'
import { ListsPage } from './lists/ListsPage.tsx'
import { LiveProvider } from './live/LiveProvider.tsx'
import { PeoplePage } from './people/PeoplePage.tsx'
import { deskOf } from './signIn/core/deskOf.ts'
import { SignInPage } from './signIn/SignInPage.tsx'
import { WhileSignedIn } from './signIn/WhileSignedIn.tsx'
import { keepSignedIn, wasSignedIn } from './signIn/wasSignedIn.ts'
import { CrewPage } from './summary/CrewPage.tsx'
import { AnnouncerProvider } from './ui/Announcer.tsx'
import { ShortcutsProvider } from './ui/Shortcuts.tsx'
import { WholePage } from './ui/WholePage.tsx'

/** Only they have the board and its calls. */
const ANSWERING: readonly Role[] = ['coordinator', 'shift_lead']

/** Who is at this machine decides what is shown: the sign-in, the console, or the shared records. */
export function App() {
  return location.pathname === '/crew' ? <CrewPage /> : <ForStaff />
}

function ForStaff() {
  const loaded = useMe()
  const [signedIn, setSignedIn] = useState<Me | null | undefined>(undefined)
  const leave = useCallback(() => {
    keepSignedIn(false)
    setSignedIn(null)
  }, [])

  /** Not by hand: the sign-in says why it asks. */
  const over = useCallback(() => setSignedIn(null), [])

  const me = signedIn === undefined && loaded.kind === 'here' ? loaded.value : signedIn
  const isHere = Boolean(me)
  useEffect(() => {
    if (isHere) keepSignedIn(true)
  }, [isHere])
  // Before anything below it asks for something.
  useLayoutEffect(() => {
    if (me) pageIsOf(me.staffId)
  }, [me])
  if (me && location.pathname === '/people')
    return (
      <WhileSignedIn onOver={over}>
        <PeoplePage key={me.staffId} me={me} onLeave={leave} />
      </WhileSignedIn>
    )
  if (me && location.pathname === '/lists')
    return (
      <WhileSignedIn onOver={over}>
        <ShortcutsProvider>
          <ListsPage key={me.staffId} me={me} onLeave={leave} />
        </ShortcutsProvider>
      </WhileSignedIn>
    )
  if (me && !ANSWERING.includes(me.role))
    return (
      <WhileSignedIn onOver={over}>
        <ShortcutsProvider>
          <AnnouncerProvider>
            <AccessDesk key={me.staffId} me={me} onLeave={leave} />
          </AnnouncerProvider>
        </ShortcutsProvider>
      </WhileSignedIn>
    )
  if (me)
    return (
      <LiveProvider key={deskOf(me)}>
        <ShortcutsProvider>
          <AnnouncerProvider>
            <Console me={me} onLeave={leave} onOther={setSignedIn} />
          </AnnouncerProvider>
        </ShortcutsProvider>
      </LiveProvider>
    )
  if (signedIn === undefined && loaded.kind === 'loading') return <WholePage title="Opening Goldthread…" />
  if (signedIn === undefined && loaded.kind === 'failed')
    return (
      <WholePage title="We cannot reach the server" onAgain={loaded.again}>
        {loaded.failure.message}
      </WholePage>
    )
  return <SignInPage wasSignedIn={wasSignedIn()} onSignedIn={setSignedIn} />
}
