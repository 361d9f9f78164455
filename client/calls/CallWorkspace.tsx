import { type ReactNode, useEffect, useState } from 'react'
import { showFrom } from '#client/board/core/words.ts'
import { SendLink } from '#client/carers/SendLink.tsx'
import { SendTeam, type Suggested } from '#client/dispatch/SendTeam.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import { OutcomePanel, type OutcomeProps } from '#client/outcomes/OutcomePanel.tsx'
import { RecordPanel } from '#client/patients/RecordPanel.tsx'
import { WatchPerson } from '#client/shift/WatchPerson.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { BoardCall, CallDetail } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import type { OwedAlready } from '#shared/otherCalls.ts'
import { IN_HOSPITAL } from '#shared/record/findings.ts'
import type { Me } from '#shared/staff.ts'
import { CallCard } from './CallCard.tsx'
import './CallWorkspace.css'
import { interpreterToWrite } from './core/interpreterToWrite.ts'
import { HeldBefore } from './HeldBefore.tsx'
import { IdentityPanel } from './IdentityPanel.tsx'
import { InterpreterOnRecord } from './InterpreterOnRecord.tsx'
import { NotesPanel } from './NotesPanel.tsx'
import './Thread.css'
import { useCallDetail } from './useCallDetail.ts'
import { useNotesKeeper } from './useNotesKeeper.ts'
import { useTopWhenChanged } from './useTopWhenChanged.ts'

type Props = {
  call: BoardCall
  me: Me
  isOnlooker: boolean
  onClosed: (...saved: [...Parameters<OutcomeProps['onClosed']>, during: CallId]) => void
  /** Whether what she saved has left the record since. */
  onLeft: (hasLeft: boolean) => void
  /** Words of hers that were not saved when the call went to a colleague. */
  onLost: (words: string) => void
}

/** The nurse's own call: the caller, the person it is about, the record; beside them her notes and the outcome. */
export function CallWorkspace(props: Props) {
  const [loaded, give] = useCallDetail(props.call.callId)
  if (loaded.kind === 'here') return <OpenWorkspace {...props} detail={loaded.value} onDetail={give} />
  return loaded.kind === 'loading' ? (
    <Frame
      {...props}
      isJoined={false}
      below={<Skeleton lines={6} label="Opening the call…" isCard />}
      beside={<Skeleton lines={8} label="Opening your notes…" />}
    />
  ) : (
    <Frame
      {...props}
      isJoined={false}
      below={
        <NotLoaded title="We could not open this call." failed={loaded}>
          You can talk all the same.
        </NotLoaded>
      }
      beside={<p className="app-quiet">Your notes and the outcome open with the call.</p>}
    />
  )
}

type FrameProps = Omit<Props, 'onClosed' | 'onLeft' | 'onLost'> & {
  /** Who was brought into the call, once that is known. */
  parties?: CallDetail['parties']
  isJoined: boolean
  /** A knot of the thread of its own, unless it brings more than one. */
  below: ReactNode
  beside: ReactNode
}

/** The call on top, what it is about below, and the writing beside them: in the same places from the first moment. */
function Frame({ call, me, isOnlooker, parties = [], isJoined, below, beside }: FrameProps) {
  const { top, scroller } = useTopWhenChanged(isJoined)
  return (
    <>
      <main
        ref={top}
        className={`app-console__centre app-thread app-workspace ${isJoined ? 'app-thread--joined' : ''}`}
      >
        <h2 className="nhsuk-u-visually-hidden">Your call</h2>
        <div className="app-knot app-knot--first app-workspace__call">
          <CallCard call={call} me={me} isOnlooker={isOnlooker} parties={parties} />
        </div>
        <div className="app-workspace__below" ref={scroller}>
          {isJoined ? below : <div className="app-knot app-knot--last">{below}</div>}
        </div>
      </main>
      <aside className="app-console__right app-workspace__right" aria-label="Notes and outcome">
        {beside}
      </aside>
    </>
  )
}

type OpenProps = Props & { detail: CallDetail; onDetail: (detail: CallDetail) => void }

function OpenWorkspace({ detail, onDetail, onClosed, onLeft, onLost, ...rest }: OpenProps) {
  const { call } = rest
  const isStale = useHearing() === 'stale'
  const keeper = useNotesKeeper(call.callId, detail.notes, !isStale, onLost)
  const [halfWritten, setHalfWritten] = useState<readonly string[]>([])
  const [owed, setOwed] = useState<readonly OwedAlready[]>([])
  const [shown, setShown] = useState<OpenedForCall | null>(null)
  /** What the prompts came to, for a team: each press is one, though it says the same. */
  const [suggested, suggest] = useState<Suggested | null>(null)
  const { identity, outcomeDraft, outcomeHasLeft } = detail
  // Of the person that the call is about now, and of nobody from before.
  const isTheirs = shown?.epoch === identity.epoch && shown.record.patientId === identity.patientId
  const opened = isTheirs ? shown : null
  useFocusIfLost('outcome-reason', call.state === 'wrapup')
  const isConfirmed = identity.patientId !== null
  // What she reads once the call is over is what she read when she saved it, unless that is not so any more.
  useEffect(() => onLeft(outcomeHasLeft), [onLeft, outcomeHasLeft])
  return (
    <Frame
      {...rest}
      parties={detail.parties}
      isJoined={isConfirmed}
      below={
        isConfirmed ? (
          <RecordPanel
            key={`${call.callId} ${identity.epoch}`}
            callId={call.callId}
            me={rest.me}
            identity={identity}
            isStale={isStale}
            onDetail={onDetail}
            onHalfWritten={setHalfWritten}
            onOwed={setOwed}
            onOpened={setShown}
          />
        ) : (
          <IdentityPanel
            key={identity.epoch}
            callId={call.callId}
            epoch={identity.epoch}
            isWithheld={call.from === null}
            isStale={isStale}
            onDetail={onDetail}
          />
        )
      }
      beside={
        <>
          <HeldBefore detail={detail} />
          <NotesPanel keeper={keeper} isConnected={call.state === 'talking'} isStale={isStale} />
          {identity.patientId ? (
            <SendTeam
              key={`${call.callId} ${identity.epoch}`}
              callId={call.callId}
              epoch={identity.epoch}
              hasDied={opened?.record.banner.deceased !== undefined}
              isStale={isStale}
              suggested={suggested}
              away={opened?.record.findings.find(({ key }) => key === IN_HOSPITAL)?.words ?? null}
            >
              {opened?.record.banner.deceased ? null : (
                <WatchPerson patientId={identity.patientId} isStale={isStale} />
              )}
            </SendTeam>
          ) : null}
          {identity.patientId ? (
            <SendLink
              key={`link ${call.callId} ${identity.epoch}`}
              callId={call.callId}
              epoch={identity.epoch}
              patientId={identity.patientId}
              hasDied={opened?.record.banner.deceased !== undefined}
              isStale={isStale}
            />
          ) : null}
          {opened ? (
            <InterpreterOnRecord
              key={`interpreter ${call.callId} ${identity.epoch}`}
              callId={call.callId}
              epoch={identity.epoch}
              name={opened.record.banner.name}
              found={interpreterToWrite(opened.record, call.parties, detail.parties)}
              isStale={isStale}
            />
          ) : null}
          <OutcomePanel
            callId={call.callId}
            savedAt={call.outcomeSavedAt}
            hasLeft={outcomeHasLeft}
            identity={identity}
            draft={outcomeDraft}
            keeper={keeper}
            isStale={isStale}
            personName={opened?.record.banner.name ?? null}
            hasDied={opened?.record.banner.deceased !== undefined}
            halfWritten={halfWritten}
            opened={opened}
            owed={owed[0] ?? null}
            {...(isConfirmed ? { onSend: given => suggest({ ...given, epoch: identity.epoch }) } : {})}
            onClosed={(words, saved) =>
              onClosed(
                words,
                saved && { ...saved, about: `${saved.about} · ${showFrom(call.from)}` },
                call.callId,
              )
            }
            onLost={onLost}
          />
        </>
      }
    />
  )
}
