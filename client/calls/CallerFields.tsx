import { TextField } from '#client/ui/TextField.tsx'

export type CallerForm = { name: string; relationship: string; isPatient: boolean; isChild: boolean }
type Props = {
  caller: CallerForm
  errors: { name?: string; relationship?: string }
  onChange: (caller: CallerForm) => void
  /** Asked while somebody is on the telephone. */
  canBeChild?: boolean
}

const USUAL = [
  'wife',
  'husband',
  'partner',
  'daughter',
  'son',
  'sister',
  'brother',
  'friend',
  'neighbour',
  'carer',
]
const ALSO = ['care home nurse', 'district nurse', 'GP', 'paramedic', 'pharmacist']

/** Who is speaking: what may be told depends on it. */
export function CallerFields({ caller, errors, onChange, canBeChild = false }: Props) {
  return (
    <div className="app-identity__grid">
      <TextField
        id="caller-name"
        label="Caller's own name"
        error={errors.name}
        value={caller.name}
        onChange={name => onChange({ ...caller, name })}
        maxLength={120}
      />
      <TextField
        id="caller-relationship"
        label="Relationship"
        list="relationships"
        error={errors.relationship}
        value={caller.isPatient ? 'the person themselves' : caller.relationship}
        disabled={caller.isPatient}
        onChange={relationship => onChange({ ...caller, relationship })}
        maxLength={80}
      />
      <datalist id="relationships">
        {[...USUAL, ...ALSO].map(each => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <div className="app-identity__wide">
        <label className="app-choice">
          <input
            className="app-choice__box"
            type="checkbox"
            checked={caller.isPatient}
            onChange={event => onChange({ ...caller, isPatient: event.target.checked })}
          />
          The caller is the person themselves
        </label>
        {canBeChild ? (
          <label className="app-choice">
            <input
              className="app-choice__box"
              type="checkbox"
              checked={caller.isChild}
              onChange={event => onChange({ ...caller, isChild: event.target.checked })}
            />
            A child
          </label>
        ) : null}
      </div>
    </div>
  )
}
