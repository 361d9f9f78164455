import { showDate } from '#client/ui/core/when.ts'
import type { KnownPerson } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'

type Props = { person: KnownPerson; isLookedAt: boolean; onLook: (patientId: PatientId) => void }

export function PersonRow({ person, isLookedAt, onLook }: Props) {
  const { patientId, name, birthDate, age, isDeceased } = person
  return (
    <li>
      <button
        type="button"
        className="app-access__row"
        aria-current={isLookedAt ? 'true' : undefined}
        onClick={() => onLook(patientId)}
      >
        <b>{name}</b>
        <span className="app-small app-quiet">
          {isDeceased ? 'has died' : age === null ? 'age not known' : age}
          {birthDate ? ` · born ${showDate(birthDate)}` : ''}
        </span>
      </button>
    </li>
  )
}
