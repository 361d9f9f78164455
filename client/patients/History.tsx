import { Stale } from '#client/access/Stale.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { itemsOf } from './core/itemsOf.ts'
import './History.css'
import { HistoryVersion } from './HistoryVersion.tsx'
import { type ItemRef, useRecordActs } from './recordActs.ts'
import { useHistory } from './useHistory.ts'

type Props = { item: ItemRef; record: RecordAtAGlance; standsAs: string; onClose: () => void }

/** Everything that was ever written of one item, the newest first: who, when, on whose word, and what it changed. */
export function History({ item, record, standsAs, onClose }: Props) {
  const acts = useRecordActs()
  const { loaded, versions, hasEarlier, earlier, isBusy, problem } = useHistory(item, standsAs)
  const now = itemsOf(record).find(
    ({ section, itemId }) => section === item.section && itemId === item.itemId,
  )
  return (
    <Dialog title={`History: ${item.title}`} look="drawer" onClose={onClose}>
      {acts?.isStale ? <Stale /> : null}
      {now && acts?.mayWrite(item.section) ? (
        <div className="app-row app-history__acts">
          {acts.mayConfirm(item.section) ? (
            <Button size="small" disabled={acts.isStale} onClick={() => void acts.confirm([now])}>
              Still right{acts.goneThroughWith.trim() ? `, says ${acts.goneThroughWith.trim()}` : ''}
            </Button>
          ) : null}
          <Button size="small" look="quiet" disabled={acts.isStale} onClick={() => acts.askRetract(now)}>
            Entered in error…
          </Button>
        </div>
      ) : null}
      {loaded.kind === 'loading' ? <Skeleton lines={6} label="Reading the history…" /> : null}
      {loaded.kind === 'failed' ? <NotLoaded title="The history could not be read." failed={loaded} /> : null}
      <ol className="app-history">
        {versions.map(version => (
          <HistoryVersion
            key={version.version}
            version={version}
            onThen={acts ? at => acts.showPast(at) : null}
          />
        ))}
      </ol>
      {problem ? <Notice tone="danger" role="alert" title={problem} /> : null}
      {hasEarlier ? (
        <Button disabled={isBusy} onClick={() => void earlier()}>
          Earlier versions
        </Button>
      ) : null}
    </Dialog>
  )
}
