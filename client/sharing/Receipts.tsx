import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Receipt } from './Receipt.tsx'
import type { SharingWay } from './sharingWay.ts'
import './Talk.css'
import { useSharing } from './useSharing.ts'

/** What was changed about sharing and what became of it for everybody: to be read to the person. */
export function Receipts({ way, onClose }: { way: SharingWay; onClose: () => void }) {
  const loaded = useSharing(way)
  return (
    <Dialog title="What was changed, and what it came to" look="wide" onClose={onClose}>
      {loaded.kind === 'loading' ? <Skeleton lines={6} label="Opening the list…" /> : null}
      {loaded.kind === 'failed' ? <NotLoaded title="The list could not be opened." failed={loaded} /> : null}
      {loaded.kind === 'here' ? (
        <div className="app-stack">
          <p className="app-quiet">Newest first, in words that can be read to the person.</p>
          {loaded.value.sharing.changes.length === 0 ? (
            <p>Nothing was changed here yet. What was agreed before stands on the record.</p>
          ) : (
            <ol className="app-receipts">
              {loaded.value.sharing.changes.map((change, place) => (
                <li key={change.changeId}>
                  {/* Who has it open now is said of the newest: the others are past. */}
                  <Receipt
                    change={change}
                    openInEmergency={place === 0 ? loaded.value.sharing.openInEmergency : undefined}
                  />
                </li>
              ))}
            </ol>
          )}
        </div>
      ) : null}
    </Dialog>
  )
}
