import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Coded } from '#shared/record/coded.ts'
import type { Field } from './core/field.ts'
import { isInDoubt } from './core/kept.ts'
import type { Value, Values } from './core/value.ts'

type Props = {
  field: Field
  value: Extract<Value, { kind: 'kept' }>
  values: Values
  onChange: (change: (now: Value) => Value) => void
}

/** A code that came with words. It is never typed; when its words are changed, somebody says whether it is still right. */
export function KeptField({ field, value, values, onChange }: Props) {
  if (value.was === undefined) return null
  const coded = Coded.safeParse(value.was)
  const says = coded.success
    ? `${coded.data.text} (SNOMED CT ${coded.data.code})`
    : 'a member of staff of this line'
  const set = (isRight: 'yes' | 'no') => onChange(() => ({ ...value, isRight }))
  if (value.isRight === 'no' || !isInDoubt(field, value, values))
    return (
      <p className="app-quiet app-small">
        {field.label}: {value.isRight === 'no' ? 'none will be kept.' : says}
      </p>
    )
  return (
    <Notice
      tone="caution"
      title={
        value.isRight === 'yes'
          ? 'This is kept with the new words.'
          : 'This will not be kept: its words were changed.'
      }
      actions={
        <>
          <Button size="small" aria-pressed={value.isRight === 'yes'} onClick={() => set('yes')}>
            It is still right
          </Button>
          <Button size="small" onClick={() => set('no')}>
            Leave it out
          </Button>
        </>
      }
    >
      {field.label}: {says}
    </Notice>
  )
}
