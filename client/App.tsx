import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { Me, Role } from '#shared/staff.ts'
import { useMe } from './api/useMe.ts'
import { pageIsOf } from './api/whosePage.ts'
import {
  accessDesk,
  carerPage,
  consolePage,
  crewPage,
  dutiesPage,
  listsPage,
  myTasksPage,
  peoplePage,
  protocolsPage,
  shiftPage,
  teamsPage,
} from './latePages.ts'
import { LiveProvider } from './live/LiveProvider.tsx'
import { wipeCopyWhereKept } from './responder/sealed.ts'
import { deskOf } from './signIn/core/deskOf.ts'
import { SignInPage } from './signIn/SignInPage.tsx'
import { WhileSignedIn } from './signIn/WhileSignedIn.tsx'
import { keepSignedIn, wasSignedIn } from './signIn/wasSignedIn.ts'
import { AnnouncerProvider } from './ui/Announcer.tsx'
import { Late } from './ui/Late.tsx'
import { ShortcutsProvider } from './ui/Shortcuts.tsx'
import { WholePage } from './ui/WholePage.tsx'

/** Only they have the board and its calls. */
const ANSWERING: readonly Role[] = ['coordinator', 'shift_lead']
/** Each a page of its own, beside the console. */
const BESIDE = new Map([
  ['/lists', listsPage],
  ['/teams', teamsPage],
  ['/duties', dutiesPage],
  ['/protocols', protocolsPage],
  ['/shift', shiftPage],
])
/** It opens without the server as well, with what is kept on the phone. */
const MY_TASKS = '/my-tasks'
const OTHER_PAGES: readonly string[] = ['/people', MY_TASKS, ...BESIDE.keys()]

/** Who is at this machine decides what is shown: the sign-in, the console, or the shared records. */
export function App() {
  if (location.pathname === '/crew')
    return (
      <Late page={crewPage} without="If it does not come, ring the line.">
        {Page => <Page />}
      </Late>
    )
  if (location.pathname === '/v')
    return (
      <Late page={carerPage} without="If it does not come, ring the number that you rang before.">
        {Page => <Page />}
      </Late>
    )
  return <ForStaff />
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

  // It comes while somebody types their password. That it did not is said when it is wanted.
  useEffect(() => {
    if (!OTHER_PAGES.includes(location.pathname)) consolePage.fetch().catch(() => {})
  }, [])

  const me = signedIn === undefined && loaded.kind === 'here' ? loaded.value : signedIn
  const isHere = Boolean(me)
  useEffect(() => {
    if (isHere) keepSignedIn(true)
  }, [isHere])
  // What a phone kept of accepted tasks goes with the session, whichever page says that it is over.
  const isNobody = me === null
  useEffect(() => {
    if (isNobody) void wipeCopyWhereKept()
  }, [isNobody])
  // Before anything below it asks for something.
  useLayoutEffect(() => {
    if (me) pageIsOf(me.staffId)
  }, [me])
  const isUnheard = signedIn === undefined && loaded.kind === 'failed'
  if (location.pathname === MY_TASKS && (me || isUnheard))
    return <Late page={myTasksPage}>{Page => <Page me={me ?? null} onLeave={leave} onOver={over} />}</Late>
  if (me && location.pathname === '/people')
    return (
      <Late page={peoplePage}>
        {Page => (
          <WhileSignedIn onOver={over}>
            <Page key={me.staffId} me={me} onLeave={leave} />
          </WhileSignedIn>
        )}
      </Late>
    )
  const beside = BESIDE.get(location.pathname)
  if (me && beside)
    return (
      <Late page={beside}>
        {Page => (
          <WhileSignedIn onOver={over}>
            <ShortcutsProvider>
              <Page key={me.staffId} me={me} onLeave={leave} />
            </ShortcutsProvider>
          </WhileSignedIn>
        )}
      </Late>
    )
  if (me && !ANSWERING.includes(me.role))
    return (
      <Late page={accessDesk}>
        {Page => (
          <WhileSignedIn onOver={over}>
            <ShortcutsProvider>
              <AnnouncerProvider>
                <Page key={me.staffId} me={me} onLeave={leave} />
              </AnnouncerProvider>
            </ShortcutsProvider>
          </WhileSignedIn>
        )}
      </Late>
    )
  if (me)
    return (
      <Late page={consolePage}>
        {Page => (
          <LiveProvider key={deskOf(me)}>
            <ShortcutsProvider>
              <AnnouncerProvider>
                <Page me={me} onLeave={leave} onOther={setSignedIn} />
              </AnnouncerProvider>
            </ShortcutsProvider>
          </LiveProvider>
        )}
      </Late>
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
