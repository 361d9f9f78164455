import { choicesFrom } from '#client/patients/form/core/choices.ts'
import { DateField } from '#client/ui/DateField.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { waysOfAsking } from '#shared/record/consent.ts'
import { type Decider, deciders } from '#shared/sharing.ts'
import { dayIn, type Talk, type Wanting } from './core/talk.ts'
import { TOLD_BY_HINT } from './core/whose.ts'

type Props = {
  talk: Talk
  callerName: string
  wants: readonly Wanting[]
  change: (part: Partial<Talk>) => void
}

const DECIDERS: readonly { value: Decider | 'relayed'; says: string }[] = [
  { value: 'person', says: 'The person, who said it to me' },
  { value: 'relayed', says: 'The person, as somebody else tells it' },
  { value: 'attorney_or_deputy', says: deciders.attorney_or_deputy.text },
  { value: 'best_interests', says: deciders.best_interests.text },
]
const WAYS = choicesFrom(waysOfAsking)

const BY: Readonly<Record<'person' | 'relayed' | 'attorney_or_deputy', { label: string; hint?: string }>> = {
  person: { label: 'Who helped them to say it', hint: 'May stay empty.' },
  relayed: { label: 'Who says it, and what are they to the person?', hint: TOLD_BY_HINT },
  attorney_or_deputy: {
    label: 'Name of the attorney or deputy',
    hint: 'Only where the person cannot decide this themselves. An attorney for property and money has no say in it.',
  },
}

/** Who decided, how it was said, and in which words: the evidence of every answer beside it. */
export function DeciderFields({ talk, callerName, wants, change }: Props) {
  const wrong = (id: string) => wants.find(want => want.id === id)?.says
  return (
    <div className="app-stack">
      <Radios
        id="talk-decider"
        label="Who decides"
        error={wrong('talk-decider')}
        value={talk.decider}
        choices={DECIDERS}
        onChange={decider =>
          change({ decider, ...(decider === 'relayed' && !talk.by ? { by: callerName } : {}) })
        }
      />
      {talk.decider === 'best_interests' ? (
        <>
          <p className="app-small">
            Only when they cannot decide this now, and nobody may decide for them. Somebody is named, those
            close to them are asked, and it is looked at again.
          </p>
          <TextArea
            id="talk-decision"
            label="What was decided, and why it is best for them"
            error={wrong('talk-decision')}
            value={talk.decision}
            maxLength={2000}
            onChange={decision => change({ decision })}
          />
          <TextField
            id="talk-assessor"
            label="Who decided"
            error={wrong('talk-assessor')}
            value={talk.assessor}
            maxLength={120}
            onChange={assessor => change({ assessor })}
          />
          <TextField
            label="In what role"
            value={talk.assessorRole}
            maxLength={120}
            onChange={assessorRole => change({ assessorRole })}
          />
          <TextField
            label="Who was asked"
            hint="Names, with commas between."
            value={talk.consulted}
            maxLength={600}
            onChange={consulted => change({ consulted })}
          />
          <DateField
            id="talk-review"
            label="Looked at again on"
            error={wrong('talk-review')}
            value={talk.reviewOn}
            understood={dayIn(talk.reviewOn)}
            quick={[{ says: 'In 3 months', value: inThreeMonths() }]}
            onChange={reviewOn => change({ reviewOn })}
          />
        </>
      ) : (
        <TextField
          id="talk-by"
          label={BY[talk.decider === '' ? 'person' : talk.decider].label}
          hint={BY[talk.decider === '' ? 'person' : talk.decider].hint}
          error={wrong('talk-by')}
          value={talk.by}
          maxLength={120}
          onChange={by => change({ by })}
        />
      )}
      <Select
        id="talk-how"
        label="How it was said"
        error={wrong('talk-how')}
        value={talk.how}
        choices={WAYS}
        onChange={how => change({ how })}
      />
      <TextArea
        id="talk-words"
        label="What they said, in their words"
        error={wrong('talk-words')}
        value={talk.inTheirWords}
        maxLength={2000}
        rows={3}
        onChange={inTheirWords => change({ inTheirWords })}
      />
      <TextArea
        label="How they decided"
        hint="What you heard of whether they understood and could weigh it. May stay empty."
        value={talk.capacityNoted}
        maxLength={1000}
        onChange={capacityNoted => change({ capacityNoted })}
      />
      <TextField
        label="Interpreter"
        hint="Name or job number, if there was one."
        value={talk.interpreterUsed}
        maxLength={120}
        onChange={interpreterUsed => change({ interpreterUsed })}
      />
    </div>
  )
}

function inThreeMonths(): string {
  const day = new Date()
  day.setMonth(day.getMonth() + 3)
  return `${day.getDate()} ${day.getMonth() + 1} ${day.getFullYear()}`
}
