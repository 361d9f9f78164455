import { choicesFrom } from '#client/patients/form/core/choices.ts'
import { Radios } from '#client/ui/Radios.tsx'
import { mayBeToldChoices } from '#shared/record/people.ts'
import type { Sees, SharingAnswer, SharingView } from '#shared/sharing.ts'
import { ANSWERS, ASKED, mayBeToldLabel } from './core/answers.ts'
import type { Talk } from './core/talk.ts'

type Props = { view: SharingView; talk: Talk; change: (part: Partial<Talk>) => void }

const CHOICES = Object.entries(ANSWERS).map(([value, says]) => ({ value: value as SharingAnswer, says })) // keys of a const object
const LEVELS = choicesFrom(mayBeToldChoices)
const SEES: Readonly<Record<Sees, string>> = {
  everything: 'sees the whole record',
  parts: 'sees it without what is kept back',
  after_asking: 'sees it after asking',
  nothing: 'sees nothing',
}

/** The answers, one thing at a time. A no is as near as a yes, and what was not asked stays as it is. */
export function Answers({ view, talk, change }: Props) {
  const say = (key: string) => (answer: SharingAnswer | '') =>
    change({ says: { ...talk.says, [key]: answer } })
  const row = (key: string, label: string, now: string, id?: string) => (
    <Radios
      key={key}
      label={label}
      hint={`Now: ${now}`}
      isRow
      {...(id ? { id } : {})}
      value={talk.says[key] ?? ''}
      choices={CHOICES}
      none="As it is"
      onChange={say(key)}
    />
  )
  const each = view.organisations.filter(({ kind }) => kind !== 'hub')
  return (
    <div className="app-talk__answers">
      {row('register', ASKED.register, lower(view.register.says), 'talk-answers')}
      {row('everybody', ASKED.everybody, lower(view.everybody.says))}
      <details className="app-glance__more">
        <summary>Something different for one of them ({each.length})</summary>
        <div className="app-talk__answers">
          {each.map(({ organisationId, name, sees, own }) =>
            row(organisationId, name, own.itemId ? `${lower(own.says)}; ${SEES[sees]}` : SEES[sees]),
          )}
        </div>
      </details>
      {row('carers', ASKED.carers, lower(view.carers.says))}
      {view.contacts.map(({ itemId, mayBeTold, ...contact }) => (
        <Radios
          key={itemId}
          label={mayBeToldLabel(contact)}
          hint={`Now: ${mayBeTold ? lower(mayBeToldChoices[mayBeTold].text) : 'not settled'}`}
          isRow
          value={talk.told[itemId] ?? ''}
          choices={LEVELS}
          none="As it is"
          onChange={level => change({ told: { ...talk.told, [itemId]: level } })}
        />
      ))}
      {row('recording', ASKED.recording, lower(view.recording.says))}
    </div>
  )
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
