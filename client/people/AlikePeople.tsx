import { useEffect, useRef } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { PatientId } from '#shared/ids.ts'
import type { Registered } from '#shared/registering.ts'
import { alikeWords, type SameDone } from './core/alikeWords.ts'
import './Register.css'
import { SideBySide } from './SideBySide.tsx'

type Alike = Extract<Registered, { kind: 'alike' }>
type Props = {
  alike: Alike
  isBusy: boolean
  /** One of them is open in its place: asked again when that is closed. */
  isAside: boolean
  /** What is done about one of them who is the same person: their record is opened, or a link is proposed. */
  same: SameDone
  /** Whoever registers answers the line, and has no call about the person. */
  isOfTheLine: boolean
  onSame: (patientId: PatientId) => void
  onNone: (ids: PatientId[]) => void
}

/**
 * Who may already be the person: side by side with what was typed, and what to do about the same person and about another. The
 * focus is on the question, so that neither answer is one press too many away.
 */
export function AlikePeople({ alike, isBusy, isAside, same, isOfTheLine, onSame, onNone }: Props) {
  const { people, beside, mayExist } = alike
  const asked = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each answer
  useEffect(() => {
    if (isAside) return
    asked.current?.focus({ preventScroll: true })
    asked.current?.scrollIntoView({ block: 'start' })
  }, [alike, isAside])
  const { title, says, ifSame, sameOf, ifNone, none } = alikeWords(alike, same, isOfTheLine)
  const ids = [...people.map(({ patientId }) => patientId), ...(mayExist ? [mayExist] : [])]
  return (
    <section className="app-alike" aria-label={title} tabIndex={-1} ref={asked}>
      <Notice tone={none === null ? 'danger' : 'caution'} role="alert" title={title}>
        {says}
      </Notice>
      {beside ? <SideBySide beside={beside} title="Who may be the same" /> : null}
      {ifSame ? <p>{ifSame}</p> : null}
      <div className="app-row">
        {people.map(person => (
          <Button key={person.patientId} disabled={isBusy} onClick={() => onSame(person.patientId)}>
            {sameOf(person)}
          </Button>
        ))}
        {mayExist && same === 'opened' ? (
          <Button disabled={isBusy} onClick={() => onSame(mayExist)}>
            Ask to see that record…
          </Button>
        ) : null}
      </div>
      {none === null ? null : (
        <>
          <p>{ifNone}</p>
          <div className="app-row">
            <Button disabled={isBusy} onClick={() => onNone(ids)}>
              {none}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
