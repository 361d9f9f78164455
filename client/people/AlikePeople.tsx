import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useShown } from '#client/ui/useShown.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Registered } from '#shared/registering.ts'
import { SideBySide } from './SideBySide.tsx'

type Alike = Extract<Registered, { kind: 'alike' }>
type Props = {
  alike: Alike
  isBusy: boolean
  /** For somebody whose record was begun: proposes that it is one of these. */
  onSame?: (patientId: PatientId) => void
  onNone: (ids: PatientId[]) => void
}

/** Who may already be the person: side by side with what was typed. Nothing is saved until somebody says that it is none of them. */
export function AlikePeople({ alike, isBusy, onSame, onNone }: Props) {
  const { people, beside, sameNumber, mayExist } = alike
  const shown = useShown<HTMLDivElement>(alike)
  const isStopped = sameNumber.length > 0
  const ids = [...people.map(({ patientId }) => patientId), ...(mayExist ? [mayExist] : [])]
  return (
    <div className="app-stack" ref={shown}>
      <Notice
        tone={isStopped ? 'danger' : 'caution'}
        role="alert"
        title={
          isStopped
            ? 'Somebody on the records has this NHS number.'
            : people.length > 0
              ? 'Nothing is saved yet: is this one of them?'
              : 'A record of this person may exist.'
        }
      >
        {isStopped
          ? 'It is the same person, or the number is wrong. Check the number, or leave it out.'
          : people.length > 0
            ? 'Look at what is the same and what differs. Ask again before you go on; do not read their details out.'
            : 'Your organisation does not look after them, as far as we know. Ask the line, or go on if you are sure that it is somebody else.'}
      </Notice>
      {beside ? <SideBySide beside={beside} title="Who may be the same" /> : null}
      {people.length > 3 ? (
        <p className="app-quiet">
          And {people.length - 3} more who are less alike:{' '}
          {people
            .slice(3)
            .map(({ name }) => name)
            .join(', ')}
          .
        </p>
      ) : null}
      <div className="app-row">
        {isStopped ? null : (
          <Button look="primary" disabled={isBusy} onClick={() => onNone(ids)} autoFocus>
            {people.length > 0 ? 'None of these: register' : 'Somebody else: register'}
          </Button>
        )}
        {onSame
          ? people.slice(0, 3).map(({ patientId, name }) => (
              <Button key={patientId} disabled={isBusy} onClick={() => onSame(patientId)}>
                The same person as {name}
              </Button>
            ))
          : null}
      </div>
    </div>
  )
}
