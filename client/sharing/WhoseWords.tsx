import { Radios } from '#client/ui/Radios.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { type Heard, TOLD_BY_HINT, type Whose } from './core/whose.ts'

type Props = {
  /** Of the fields, so that two forms on one page are told apart. */
  id: string
  whose: Whose
  /** Who rings, to be taken over by a press. */
  callerName: string
  hasDied: boolean
  errors: readonly { id: string; says: string }[]
  onChange: (whose: Whose) => void
}

const CHOICES: readonly { value: Heard; says: string }[] = [
  { value: 'person', says: 'The person said it to me' },
  { value: 'somebody_else', says: 'Somebody else says it for them' },
]

/** Whose words it is that are written down. A wife's no is kept as hers: it holds at once, and somebody asks the person. */
export function WhoseWords({ id, whose, callerName, hasDied, errors, onChange }: Props) {
  const wrong = (field: string) => errors.find(error => error.id === `${id}-${field}`)?.says
  const isTold = hasDied || whose.heard === 'somebody_else'
  return (
    <>
      {hasDied ? null : (
        <Radios
          id={`${id}-heard`}
          label="Whose words are these?"
          error={wrong('heard')}
          value={whose.heard}
          choices={CHOICES}
          isRow
          onChange={heard =>
            onChange({
              heard,
              toldBy: heard === 'somebody_else' && !whose.toldBy ? callerName : whose.toldBy,
            })
          }
        />
      )}
      {isTold ? (
        <TextField
          id={`${id}-told`}
          label={
            hasDied
              ? 'Who asks for it, and what are they to the person?'
              : 'Who says it, and what are they to the person?'
          }
          hint={hasDied ? undefined : TOLD_BY_HINT}
          error={wrong('told')}
          value={whose.toldBy}
          maxLength={120}
          onChange={toldBy => onChange({ ...whose, toldBy })}
        />
      ) : null}
    </>
  )
}
