import { type ReactNode, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { isSameName } from './core/isSameName.ts'
import { isStillAsked } from './core/isStillAsked.ts'
import { History } from './History.tsx'
import { PastRecord } from './PastRecord.tsx'
import { RetractItem } from './RetractItem.tsx'
import { type ItemRef, RecordActsContext, type Retractable } from './recordActs.ts'
import { useRecordDoor } from './recordDoor.ts'
import { useChangedBy } from './useChangedBy.ts'
import { useCorrections } from './useCorrections.ts'

type Props = {
  record: RecordAtAGlance
  me: Pick<Me, 'staffId' | 'name'>
  isStale: boolean
  /** By what the windows over the record are asked for again: see core/standsAs.ts. */
  standsAs: string
  /** With whom it is being gone through, as far as it is known: the caller. */
  saidBy?: string
  onChanged: () => void
  children: ReactNode
}

/** What can be done with every item of the open record, and the windows in which it is done. */
export function RecordActsProvider(props: Props) {
  const { record, me, isStale, standsAs, saidBy = '', onChanged, children } = props
  const { mayWrite } = useRecordDoor()
  const hasDied = record.banner.deceased !== undefined
  const [goneThroughWith, goThroughWith] = useState(saidBy)
  const [history, setHistory] = useState<ItemRef | null>(null)
  const [retracting, setRetracting] = useState<Retractable | null>(null)
  const [past, setPast] = useState<{ at?: Instant } | null>(null)
  const { changedBy, looked } = useChangedBy(record, me.staffId)
  const corrections = useCorrections({ version: record.version, onChanged })
  const { isBusy, problem, forgetProblem, confirm, retract, putBack } = corrections

  return (
    <RecordActsContext
      value={{
        isReader: name => isSameName(name, me.name),
        isStale,
        mayWrite,
        mayConfirm: section => mayWrite(section) && isStillAsked(section, hasDied),
        goneThroughWith,
        goThroughWith,
        confirm: items => confirm(items, goneThroughWith),
        showHistory: item => {
          looked(item)
          setHistory(item)
        },
        askRetract: setRetracting,
        putBack: async item => void (await putBack(item)),
        showPast: at => setPast(at ? { at } : {}),
        changedBy,
      }}
    >
      {problem && !retracting ? (
        <Notice
          tone="caution"
          role="alert"
          title="That was not saved."
          actions={<Button onClick={forgetProblem}>Close this</Button>}
        >
          {problem}
        </Notice>
      ) : null}
      {children}
      {history ? <History {...{ record, standsAs }} item={history} onClose={() => setHistory(null)} /> : null}
      {retracting ? (
        <RetractItem
          item={retracting}
          isStale={isStale}
          isBusy={isBusy}
          problem={problem}
          onRetract={async because => {
            if (await retract(retracting, because)) setRetracting(null)
          }}
          onClose={() => {
            forgetProblem()
            setRetracting(null)
          }}
        />
      ) : null}
      {past ? (
        <PastRecord {...{ isStale, standsAs }} today={record} {...past} onClose={() => setPast(null)} />
      ) : null}
    </RecordActsContext>
  )
}
