import { useEffect, useRef, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { CannotSend } from '#client/ui/CannotSend.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import type { SectionName } from '#shared/record/sections.ts'
import './Conflict.css'
import { ConflictField } from './ConflictField.tsx'
import type { Meanwhile } from './core/meanwhile.ts'
import { type Content, contested, mergedContent, type Side, unopposed } from './core/merge.ts'
import type { Wrong } from './useSaveEntry.ts'

type Props = {
  section: SectionName
  was: Content
  theirs: Meanwhile
  mine: Content
  wrongs: readonly Wrong[]
  isStale: boolean
  isBusy: boolean
  onSave: (chosen: Content) => void
  /** Back to the form, with what was chosen in it. */
  onGoOn: (chosen: Content) => void
  onLeave: () => void
}

/**
 * Two wrote the same item. What only one of them changed is kept without asking; where both changed the same field the nurse sees
 * theirs, hers and what it was, and chooses. Nothing is written until she saves.
 */
export function Conflict(props: Props) {
  const { section, was, theirs, mine, wrongs, isStale, isBusy } = props
  const three = { was, theirs, mine }
  const fields = contested(section, three)
  const opposed = fields.filter(({ changedBy }) => changedBy === 'both')
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(() => unopposed(fields))
  const [isAsked, setAsked] = useState(false)
  const missing = opposed.filter(({ path }) => !chosen.has(path))
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])

  function save() {
    setAsked(true)
    if (missing.length === 0) props.onSave(mergedContent(section, three, chosen))
  }

  const errors = [
    ...(isAsked ? missing.map(({ path, words }) => ({ id: idOf(path), says: `Choose for: ${words}` })) : []),
    ...wrongs.map(({ says }) => ({ id: '', says })),
  ]
  return (
    <form
      className="app-stack"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <h3 className="app-conflict__title" tabIndex={-1} ref={head}>
        {whatHappened(
          theirs,
          fields.some(({ changedBy }) => changedBy !== 'mine'),
        )}
      </h3>
      <p>{opposed.length > 0 ? CHOOSE : fields.length > 0 ? TOGETHER : ALIKE}</p>
      <ErrorSummary errors={errors} title="That was not saved" />
      {fields.map(field => (
        <ConflictField
          key={field.path}
          id={idOf(field.path)}
          field={field}
          by={theirs.by}
          chosen={chosen.get(field.path)}
          onChoose={side => setChosen(before => new Map(before).set(field.path, side))}
        />
      ))}
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isStale || isBusy}>
          {isBusy ? 'Saving…' : opposed.length > 0 ? 'Save what is chosen' : 'Save both together'}
        </Button>
        <Button
          disabled={missing.length > 0}
          onClick={() => props.onGoOn(mergedContent(section, three, chosen))}
        >
          Go on writing
        </Button>
        <Button look="quiet" onClick={props.onLeave}>
          Leave theirs as it is
        </Button>
      </div>
      {isStale ? (
        <div className="app-row">
          <CannotSend />
        </div>
      ) : null}
    </form>
  )
}

const CHOOSE = 'Nothing of either is lost. You both changed what is marked: choose what is right.'
const TOGETHER = 'Nothing of either is lost. What each of you changed can stand together.'
const ALIKE = 'It says what yours says.'

function whatHappened({ by, at, change, retracted }: Meanwhile, isChanged: boolean): string {
  const when = showMoment(at, new Date().toISOString())
  if (retracted) return `${by} marked this as entered in error at ${when}: ${retracted.because}`
  if (change === 'confirmed' && !isChanged) return `${by} confirmed this as it was, at ${when}.`
  return `${by} changed this at ${when}, while you were writing.`
}

function idOf(path: string): string {
  return `conflict-${path.replaceAll(/\W/g, '-')}`
}
