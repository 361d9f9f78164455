import { Select } from '#client/ui/Select.tsx'
import { KnownState, notKnownChoices } from '#shared/record/knownState.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'

const CHOICES = KnownState.options.map(value => ({
  value,
  says: value === 'known' ? 'Known: written below' : notKnownChoices[value].text,
}))

/** What is always known once it is written, and what nobody is asked for. */
const ALWAYS_KNOWN: readonly SectionName[] = ['identity', 'registerStatus', 'notes', 'alerts']

/** Whether an item of this section can say why there is nothing: of a list, when it stands for the whole of it. */
export function mayBeUnknown(section: SectionName): boolean {
  const { cardinality, isExpected, isSeries } = sectionOf(section)
  return !ALWAYS_KNOWN.includes(section) && !isSeries && (cardinality === 'one' || isExpected === true)
}

type Props = { value: KnownState; onChange: (value: KnownState) => void }

/** An empty space never says "no": what is not on the record says why. */
export function KnownStateChoice({ value, onChange }: Props) {
  return (
    <Select
      id="edit-known"
      label="Is it known?"
      value={value}
      choices={CHOICES}
      onChange={chosen => onChange(chosen === '' ? 'known' : chosen)}
    />
  )
}
