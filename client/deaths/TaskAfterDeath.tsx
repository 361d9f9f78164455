import { use, useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoadAnew } from '#client/api/useLoadAnew.ts'
import { KeptEndings, type VerificationTyped } from '#client/dispatch/keptEndings.ts'
import { PatientBanner } from '#client/patients/PatientBanner.tsx'
import '#client/patients/RecordPanel.css'
import { Button } from '#client/ui/Button.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { TaskPerson } from '#shared/deaths.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import { routes } from '#shared/routes.ts'
import { DeathNotice } from './DeathBar.tsx'
import './deaths.css'
import { VerifyDeath } from './VerifyDeath.tsx'

type Props = {
  task: BoardTask
  isMine: boolean
  isStale: boolean
  onDone: (words: string) => void
}
type Died = Extract<TaskPerson, { kind: 'has_died' }>

/** Whom a task is about, when they have died: said before anybody rings, with whom to speak to instead. */
export function TaskAfterDeath({ task, isMine, isStale, onDone }: Props) {
  const { taskId, version } = task
  const [isVerifying, setVerifying] = useState(false)
  const kept = use(KeptEndings).verification
  const keep = useCallback((typed: VerificationTyped) => void kept.set(taskId, typed), [kept, taskId])
  const loaded = useLoadAnew(`task person ${taskId}`, version, signal =>
    call(routes.personOfTask, { params: { taskId }, signal }),
  )
  if (loaded.kind === 'loading') return <Skeleton lines={3} label="Looking whom this is about…" isCard />
  if (loaded.kind === 'failed')
    return (
      <NotLoaded title="We could not open whom this is about." failed={loaded}>
        They have died: do not ask for them by name.
      </NotLoaded>
    )
  if (loaded.value.kind !== 'has_died') return null
  const { banner, speakTo, death } = loaded.value
  return (
    <section className="app-task__card app-death-task" aria-label="Whom this is about">
      <div className="app-death__person">
        <PatientBanner banner={banner} />
      </div>
      <p>
        <b>
          Do not ask for {banner.name}: {toWhom(speakTo)}
        </b>
      </p>
      {death && death.stage === 'reported' ? (
        <DeathNotice death={death} asOf={new Date().toISOString()} isStale={isStale} onChanged={loaded.again}>
          {task.kind === 'verify_death' && isMine ? (
            <Button size="small" disabled={isStale} onClick={() => setVerifying(true)}>
              Record the verification…
            </Button>
          ) : null}
        </DeathNotice>
      ) : null}
      {isVerifying ? (
        <VerifyDeath
          verify={body => call(routes.verifyDeathOfTask, { params: { taskId }, body })}
          isStale={isStale}
          begun={kept.get(taskId)}
          onTyped={keep}
          onClose={() => setVerifying(false)}
          onDone={() => {
            kept.delete(taskId)
            onDone('The verification is on the record.')
          }}
        />
      ) : null}
    </section>
  )
}

function toWhom(speakTo: Died['speakTo']): string {
  const [first, ...rest] = speakTo
  if (!first) return 'nobody is on the record to speak to. Ask who is there.'
  const named = ({ name, relationship }: typeof first) => `${name}, ${relationshipInWords(relationship)}`
  if (first.isThisNumber) return `this is the number of ${named(first)}.`
  return `speak to ${[first, ...rest].map(named).join('; or ')}.`
}
