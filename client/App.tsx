import { useCallback, useState } from 'react'
import type { Me } from '#shared/staff.ts'
import { useMe } from './api/useMe.ts'
import { Console } from './board/Console.tsx'
import { LiveProvider } from './live/LiveProvider.tsx'
import { SignInPage } from './signIn/SignInPage.tsx'
import { AnnouncerProvider } from './ui/Announcer.tsx'
import { ShortcutsProvider } from './ui/Shortcuts.tsx'
import { WholePage } from './ui/WholePage.tsx'

/** Who is at this machine decides what is shown: the sign-in, or the console. */
export function App() {
  const loaded = useMe()
  const [signedIn, setSignedIn] = useState<Me | null | undefined>(undefined)
  const leave = useCallback(() => setSignedIn(null), [])

  const me = signedIn === undefined && loaded.kind === 'here' ? loaded.value : signedIn
  if (me)
    return (
      <LiveProvider key={me.staffId}>
        <ShortcutsProvider>
          <AnnouncerProvider>
            <Console me={me} onLeave={leave} />
          </AnnouncerProvider>
        </ShortcutsProvider>
      </LiveProvider>
    )
  if (signedIn === undefined && loaded.kind === 'loading') return <WholePage title="Opening the console…" />
  if (signedIn === undefined && loaded.kind === 'failed')
    return (
      <WholePage title="We cannot reach the server" onAgain={loaded.again}>
        {loaded.failure.message}
      </WholePage>
    )
  return <SignInPage onSignedIn={setSignedIn} />
}
