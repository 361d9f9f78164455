import { likenesses } from '#client/calls/core/comparisons.ts'
import { showDate } from '#client/ui/core/when.ts'
import type { KnownPerson } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Marks } from '#shared/patients.ts'
import { seenAs, type Whom } from './core/whom.ts'

type Props = {
  person: KnownPerson & { marks?: Marks }
  isLookedAt: boolean
  /** In a list that nobody was searched for in, a mark says that two of it are easily taken for each other. */
  isListed?: boolean
  onLook: (patientId: PatientId, whom: Whom) => void
}

export function PersonRow({ person, isLookedAt, isListed = false, onLook }: Props) {
  const { patientId, name, birthDate, age, isDeceased, marks = {} } = person
  return (
    <li>
      <button
        type="button"
        className="app-access__row"
        aria-current={isLookedAt ? 'true' : undefined}
        onClick={() => onLook(patientId, seenAs(person))}
      >
        <b>{name}</b>
        <span className="app-small app-quiet">
          {isDeceased ? 'has died' : age === null ? 'age not known' : age}
          {birthDate ? ` · born ${showDate(birthDate)}` : ''}
        </span>
        {(isListed && marks.name ? [LIKE_ANOTHER] : likenesses(marks)).map(says => (
          <span key={says} className="app-small">
            {says}
          </span>
        ))}
      </button>
    </li>
  )
}

const LIKE_ANOTHER = '≈ Name: like another here'
