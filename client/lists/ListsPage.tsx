import { DeskStrip } from '#client/access/DeskStrip.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { Me, Role } from '#shared/staff.ts'
import './ListsPage.css'
import { BringList } from './BringList.tsx'
import { TakeList } from './TakeList.tsx'

/** As server/staff/core/can.ts has it; the server asks again. */
const MAY: readonly Role[] = ['shift_lead', 'clinician', 'administrator']

/** Whom an organisation looks after, as a file: taken away, or brought in. */
export function ListsPage({ me, onLeave }: { me: Me; onLeave: () => void }) {
  return (
    <div className="app-access">
      <title>Lists · Goldthread</title>
      <DeskStrip me={me} title={me.organisation} onLeave={onLeave}>
        <a href="/">Back to the first page</a>
      </DeskStrip>
      <main className="app-lists">
        {MAY.includes(me.role) ? (
          <>
            <TakeList organisation={me.organisation} />
            <BringList organisation={me.organisation} />
          </>
        ) : (
          <Notice tone="plain" title="Lists are not part of your role.">
            Shift leads, clinicians and administrators take and bring them.
          </Notice>
        )}
      </main>
    </div>
  )
}
