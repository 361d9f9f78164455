import { useEffect, useState } from 'react'
import { showTime } from '#client/ui/core/when.ts'
import { DialogAbout } from '#client/ui/dialogAbout.ts'
import { LeaveWords } from '#client/ui/leaveWords.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { useFocusWhenCome } from '#client/ui/useFocusWhenCome.ts'
import type { PatientId } from '#shared/ids.ts'
import { NO_MARKS } from '#shared/record/marks.ts'
import type { Me } from '#shared/staff.ts'
import { AskForAccess } from './AskForAccess.tsx'
import { type CaseloadAct, ChangeCaseload } from './ChangeCaseload.tsx'
import { KEEPS_LIST } from './core/clinical.ts'
import type { Whom } from './core/whom.ts'
import { OpenRecord } from './OpenRecord.tsx'
import { OtherPractice } from './OtherPractice.tsx'
import { RecordBack, type RecordBackWords } from './RecordBack.tsx'
import { Refused } from './Refused.tsx'
import { Stale } from './Stale.tsx'
import { StandingNotice } from './StandingNotice.tsx'
import { useClosing } from './useClosing.ts'
import { useSharedRecord } from './useSharedRecord.ts'
import { useWordsLeft } from './useWordsLeft.ts'
import { WordsLeft } from './WordsLeft.tsx'

type Props = {
  patientId: PatientId
  me: Me
  /** Whose it is, as whoever opened it may say; null where what it was opened from stands over it. */
  whom: Whom | null
  back: RecordBackWords
  /** Kept by the page around it, where it may take the record away as well. */
  words?: ReturnType<typeof useWordsLeft>
  /** To the other record of the same person. */
  onOther: (patientId: PatientId) => void
  /** Told of forms that are half-written on the open record, by their titles. Keeps its identity. */
  onHalfWritten?: ((titles: readonly string[]) => void) | undefined
  /** The list of the reader's organisation may be another than it was. */
  onListChanged?: () => void
}

/** One record without a call: why it is open, or what would open it; what is left out; and who has looked. */
export function SharedRecord(props: Props) {
  const { patientId, me, whom, back, words: given, onOther, onHalfWritten, onListChanged } = props
  const [hasAsked, setAsked] = useState(false)
  const [hasSettled, setSettled] = useState(false)
  const [asking, setAsking] = useState<'claim' | 'glass' | null>(null)
  const [listing, setListing] = useState<CaseloadAct | null>(null)
  const { loaded, isStale } = useSharedRecord(patientId, hasAsked)
  const here = loaded.kind === 'here' ? loaded.value : null
  const { about, closed, opened } = useClosing(here?.standing ?? null, here?.record?.banner ?? null)
  const own = useWordsLeft()
  const words = given ?? own
  const isOpen = here?.standing.kind === 'open'
  useFocusWhenCome(here ? (isOpen ? 'person-name' : 'record-standing') : null, 'record-back')
  useFocusIfGone('record-standing', 'body')

  const wasEnded = here?.standing.kind === 'may_exist' && here.standing.ended
  useEffect(() => {
    if (wasEnded) onListChanged?.()
  }, [wasEnded, onListChanged])

  const left = <WordsLeft {...words} />
  if (loaded.kind === 'loading')
    return (
      <>
        <RecordBack {...back} isOpen />
        <Skeleton lines={9} label="Opening the record…" />
      </>
    )
  if (loaded.kind === 'failed')
    return (
      <>
        <RecordBack {...back} isOpen={false} />
        <NotLoaded title="The record could not be opened." failed={loaded} />
        {left}
      </>
    )
  const { standing, record, marks, doors, lastCalls, halfWritten } = loaded.value
  const mayJoin =
    KEEPS_LIST.includes(me.role) && me.organisationKind !== 'hub' && record?.banner.deceased === undefined
  const why = (
    <StandingNotice
      standing={standing}
      role={me.role}
      organisationKind={me.organisationKind}
      closed={closed}
      onAsked={() => setAsked(true)}
      onClaim={() => setAsking('claim')}
      onGlass={() => setAsking('glass')}
      onJoin={mayJoin ? () => setListing('join') : null}
    />
  )
  return (
    <LeaveWords value={words.leave}>
      <RecordBack {...back} isOpen={isOpen} />
      {isStale && !record ? <Stale /> : null}
      {standing.kind === 'open' ? (
        <>
          {opened ? (
            <Notice
              tone="plain"
              role="status"
              title={`Since ${showTime(opened)} this record is shared with you.`}
            >
              What they agreed to was changed, or began: this page opened by itself.
            </Notice>
          ) : null}
          {why}
          {left}
        </>
      ) : (
        <Refused {...{ standing, me, hasSettled }} whom={about ?? whom}>
          {why}
          {left}
        </Refused>
      )}
      {record && standing.kind === 'open' && standing.by === 'caseload' && me.organisationKind === 'gp' ? (
        <OtherPractice
          record={record}
          organisation={me.organisation}
          isStale={isStale}
          onLeave={() => setListing('leave')}
        />
      ) : null}
      {record && standing.kind === 'open' ? (
        <OpenRecord
          record={record}
          doors={doors}
          lastCalls={lastCalls}
          marks={marks ?? NO_MARKS}
          onOther={onOther}
          kept={halfWritten}
          onHalfWritten={onHalfWritten}
          standing={standing}
          hasAsked={hasAsked}
          isStale={isStale}
          patientId={patientId}
          me={me}
          onChanged={loaded.again}
          onLeaveList={() => setListing('leave')}
          onSharingSaved={() => {
            setSettled(true)
            loaded.again()
          }}
        />
      ) : null}
      <DialogAbout value={about ?? whom}>
        {listing ? (
          <ChangeCaseload
            act={listing}
            patientId={patientId}
            organisation={me.organisation}
            hasAsked={hasAsked}
            isStale={isStale}
            onClose={() => setListing(null)}
            onDone={() => {
              loaded.again()
              onListChanged?.()
            }}
          />
        ) : null}
        {asking ? (
          <AskForAccess
            kind={asking}
            patientId={patientId}
            line={me.organisationKind === 'hub' ? null : me.line}
            onClose={() => setAsking(null)}
            onOpen={() => {
              setAsking(null)
              loaded.again()
            }}
          />
        ) : null}
      </DialogAbout>
    </LeaveWords>
  )
}
