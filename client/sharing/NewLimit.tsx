import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Checkboxes } from '#client/ui/Checkboxes.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { LAST_CALLS_PART, PART_NAMES, type PartName, partTitle } from '#shared/record/parts.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { NewLimit as Made, SharingView } from '#shared/sharing.ts'
import { NOBODYS, toldByOf, whoseWanting } from './core/whose.ts'
import type { Sent } from './useSharing.ts'
import { WhoseWords } from './WhoseWords.tsx'

type Kind = 'organisation' | 'person' | 'section'
type Rule = 'hide_all' | 'hide_sections' | 'ask_each_time'

const KINDS: readonly { value: Kind; says: string }[] = [
  { value: 'organisation', says: 'One organisation' },
  { value: 'person', says: 'One person who works elsewhere' },
  { value: 'section', says: 'Everybody outside this line' },
]
const RULES: readonly { value: Rule; says: string }[] = [
  { value: 'hide_all', says: 'The whole record' },
  { value: 'hide_sections', says: 'Some parts of it' },
  { value: 'ask_each_time', says: 'Nothing, but they ask the person each time' },
]
/** Parts that others may be kept from: neither who they are nor what they agreed to. */
const PARTS = PART_NAMES.filter(name => name === LAST_CALLS_PART || mayBeKept(name))
  .map(value => ({ value, says: partTitle(value) }))
  .toSorted((a, b) => a.says.localeCompare(b.says))

function mayBeKept(name: SectionName): boolean {
  const { block, isSealed } = sectionOf(name)
  return block !== undefined && !isSealed && block !== 'agreements' && name !== 'identity'
}

type Props = {
  view: SharingView
  callerName: string
  isBusy: boolean
  onMake: (limit: z.input<typeof Made>) => Promise<Sent>
}

/** From whom, what, and in which words: in force from the moment it is saved. */
export function NewLimit({ view, callerName, isBusy, onMake }: Props) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [kind, setKind] = useState<Kind | ''>('')
  const [who, setWho] = useState('')
  const [rule, setRule] = useState<Rule | ''>('')
  const [parts, setParts] = useState<readonly string[]>([])
  const [words, setWords] = useState('')
  const [whose, setWhose] = useState(NOBODYS)
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const saysOf = (id: string) => errors.find(each => each.id === `limit-${id}`)?.says
  const others = view.organisations.filter(organisation => organisation.kind !== 'hub')
  const chosen = kind === 'section' ? 'hide_sections' : rule

  async function make(event: FormEvent) {
    event.preventDefault()
    const [part] = parts
    const wants = [
      kind === '' ? { id: 'limit-kind', says: 'Choose who should not see it.' } : [],
      kind !== '' && kind !== 'section' && who === '' ? { id: 'limit-who', says: 'Choose who it is.' } : [],
      kind !== '' && chosen === '' ? { id: 'limit-rule', says: 'Choose what they should not see.' } : [],
      chosen === 'hide_sections' && parts.length === 0
        ? { id: 'limit-parts', says: 'Choose at least one part.' }
        : [],
      whoseWanting('limit', whose, view.hasDied),
      words.trim() ? [] : { id: 'limit-words', says: 'Write down what they said, in their words.' },
    ].flat()
    setErrors(wants)
    if (wants.length > 0 || kind === '' || chosen === '') return
    const against =
      kind === 'organisation'
        ? { kind, organisationId: who }
        : kind === 'person'
          ? { kind, staffId: who }
          : { kind, section: part as PartName } // chosen from PARTS
    const sections = parts as PartName[] // chosen from PARTS
    const sent = await onMake({
      commandId,
      against,
      rule: chosen,
      ...(chosen === 'hide_sections' ? { sections } : {}),
      inTheirWords: words,
      ...toldByOf(whose, view.hasDied),
    })
    if (sent !== 'unanswered') setCommandId(newCommandId())
    if (sent !== 'saved') return
    setWhose(NOBODYS)
    setKind('')
    setWho('')
    setRule('')
    setParts([])
    setWords('')
  }

  return (
    <form className="app-stack" onSubmit={make} noValidate>
      {view.limits.length > 0 ? <h3>Keep something else back</h3> : null}
      <ErrorSummary errors={errors} title="This is still needed" />
      <Radios
        id="limit-kind"
        label="Who should not see it?"
        error={saysOf('kind')}
        value={kind}
        choices={KINDS}
        isRow
        onChange={next => {
          setKind(next)
          setWho('')
        }}
      />
      {kind === 'organisation' ? (
        <Select
          id="limit-who"
          label="Which organisation"
          error={saysOf('who')}
          value={who}
          choices={others.map(({ organisationId, name }) => ({
            value: String(organisationId),
            says: name,
          }))}
          onChange={setWho}
        />
      ) : null}
      {kind === 'person' ? (
        <Select
          id="limit-who"
          label="Who"
          error={saysOf('who')}
          value={who}
          choices={others.flatMap(({ name: organisation, people }) =>
            people.map(({ staffId, name, role }) => ({
              value: String(staffId),
              says: `${name}, ${role.toLowerCase()}, ${organisation}`,
            })),
          )}
          onChange={setWho}
        />
      ) : null}
      {kind === 'organisation' || kind === 'person' ? (
        <Radios
          id="limit-rule"
          label="What should they not see?"
          error={saysOf('rule')}
          value={rule}
          choices={RULES}
          isRow
          onChange={setRule}
        />
      ) : null}
      {chosen === 'hide_sections' ? (
        <Checkboxes
          id="limit-parts"
          label="Which parts"
          error={saysOf('parts')}
          hint="Whichever it is, the last calls are kept back with it: what was said may hold it."
          values={parts}
          choices={PARTS}
          onChange={setParts}
        />
      ) : null}
      <WhoseWords
        id="limit"
        whose={whose}
        callerName={callerName}
        hasDied={view.hasDied}
        errors={errors}
        onChange={setWhose}
      />
      <TextArea
        id="limit-words"
        label="What they said, in their words"
        error={saysOf('words')}
        value={words}
        maxLength={1000}
        onChange={setWords}
      />
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isBusy}>
          Keep it back now
        </Button>
      </div>
    </form>
  )
}
