import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { WorkKind, workKinds } from '#shared/teamWork.ts'
import { AmbulanceWhen, ambulanceWhen, type Prompt } from '#shared/triage.ts'
import { Colour, colours } from '#shared/triageTaken.ts'
import { Urgency, urgencies } from '#shared/urgency.ts'
import { inColour, newKey } from '../core/edit.ts'
import { Rows } from './Rows.tsx'

type Red = Extract<Prompt, { colour: 'red' }>

const COLOURS = Colour.options.map(value => ({ value, says: colours[value].text }))
const URGENCIES = Urgency.options.map(value => ({ value, says: `${value}: ${urgencies[value].text}` }))
const WORK = WorkKind.options.map(value => ({ value, says: workKinds[value].text }))
const WHEN = AmbulanceWhen.options.map(value => ({ value, says: ambulanceWhen[value].text }))

/** What is ticked, each with how to have it described. */
export function EditPrompts({
  prompts,
  onChange,
}: {
  prompts: Prompt[]
  onChange: (prompts: Prompt[]) => void
}) {
  return (
    <Rows
      title="Prompts"
      rows={prompts}
      nameOf={({ colour, sign }) => (sign ? `${colours[colour].text}: ${sign}` : '')}
      onChange={onChange}
      another={(): Prompt => ({
        key: newKey(prompts),
        colour: 'amber',
        sign: '',
        describe: '',
        source: null,
      })}
      fields={(prompt, change) => (
        <>
          <Select
            label="Colour"
            value={prompt.colour}
            choices={COLOURS}
            onChange={colour => change(inColour(prompt, colour || prompt.colour))}
          />
          <TextField
            label="What is ticked"
            value={prompt.sign}
            maxLength={160}
            onChange={sign => change({ ...prompt, sign })}
          />
          <TextField
            label="How to have it described"
            value={prompt.describe}
            maxLength={300}
            onChange={words => change({ ...prompt, describe: words })}
          />
          {prompt.colour === 'red' ? <RedFields prompt={prompt} onChange={change} /> : null}
          <TextField
            label="Whose rule it is (empty: unverified)"
            value={prompt.source ?? ''}
            maxLength={300}
            onChange={source => change({ ...prompt, source: source || null })}
          />
        </>
      )}
    />
  )
}

function RedFields({ prompt, onChange }: { prompt: Red; onChange: (prompt: Red) => void }) {
  const { ambulance } = prompt
  return (
    <>
      <TextArea
        label="What is to be done"
        value={prompt.action}
        maxLength={600}
        onChange={action => onChange({ ...prompt, action })}
      />
      <Select
        label="How soon"
        value={prompt.urgency}
        choices={URGENCIES}
        onChange={chosen => {
          const urgency = chosen || prompt.urgency
          const { ambulance: _, ...rest } = prompt
          onChange(
            urgency === 'U0'
              ? { ...rest, urgency, ambulance: ambulance ?? { when: 'if_wanted', otherwise: 'U1' } }
              : { ...rest, urgency },
          )
        }}
      />
      {ambulance ? (
        <>
          <Select
            label="An ambulance is thought of when"
            value={ambulance.when}
            choices={WHEN}
            onChange={when =>
              onChange({ ...prompt, ambulance: { ...ambulance, when: when || ambulance.when } })
            }
          />
          <Select
            label="How soon somebody goes where their wishes are against it"
            value={ambulance.otherwise}
            choices={URGENCIES}
            onChange={otherwise =>
              onChange({
                ...prompt,
                ambulance: { ...ambulance, otherwise: otherwise || ambulance.otherwise },
              })
            }
          />
        </>
      ) : null}
      <Select
        label="What a team is asked for"
        value={prompt.work ?? ''}
        choices={WORK}
        onChange={work => onChange({ ...prompt, work: work || null })}
      />
    </>
  )
}
