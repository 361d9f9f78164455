import { useEffect, useState } from 'react'
import { pageIsOf } from '#client/api/whosePage.ts'
import { WhileSignedIn } from '#client/signIn/WhileSignedIn.tsx'
import { ShortcutsProvider } from '#client/ui/Shortcuts.tsx'
import { WholePage } from '#client/ui/WholePage.tsx'
import { Copy } from '#shared/onThePhone.ts'
import type { Me } from '#shared/staff.ts'
import { isInTime } from './core/copies.ts'
import { MyTasks } from './MyTasks.tsx'
import './MyTasks.css'
import { unseal, wipe } from './sealed.ts'
import { useWorker } from './useWorker.ts'

type Props = {
  /** Null where the server cannot be asked who this is: then it is whoever the sealed copy on this phone is of. */
  me: Me | null
  onLeave: () => void
  onOver: () => void
}

/** The page of whoever goes: what they are asked, what they have accepted, and how it goes on. Installed, it opens without a signal. */
export function MyTasksPage({ me, onLeave, onOver }: Props) {
  useWorker()
  const copy = useCopy()
  const whose = me ?? copy?.me ?? null
  const isOthers = me && copy && copy.me.staffId !== me.staffId
  useEffect(() => {
    if (isOthers) void wipe('copy')
  }, [isOthers])
  if (copy === undefined) return <WholePage title="Opening your tasks…" />
  if (!whose)
    return (
      <WholePage title="We cannot reach the server" onAgain={() => location.reload()}>
        Nothing is kept on this phone to be shown without it. If it matters now, ring the line.
      </WholePage>
    )
  pageIsOf(whose.staffId)
  return (
    <WhileSignedIn onOver={onOver} key={whose.staffId}>
      <ShortcutsProvider>
        <MyTasks me={whose} copy={copy?.me.staffId === whose.staffId ? copy : null} onLeave={onLeave} />
      </ShortcutsProvider>
    </WhileSignedIn>
  )
}

/** The sealed copy of this phone; undefined while it is looked for. What is too old, or of another version of the page, is wiped. */
function useCopy(): Copy | null | undefined {
  const [copy, setCopy] = useState<Copy | null | undefined>(undefined)
  useEffect(() => {
    readCopy().then(setCopy, () => setCopy(null)) // a browser that keeps nothing has no copy
  }, [])
  return copy
}

async function readCopy(): Promise<Copy | null> {
  const kept = await unseal('copy')
  if (kept === undefined) return null
  const copy = Copy.safeParse(kept)
  if (copy.success && isInTime(copy.data, new Date().toISOString())) return copy.data
  await wipe('copy')
  return null
}
