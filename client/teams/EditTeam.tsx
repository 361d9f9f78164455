import { type FormEvent, useState } from 'react'
import { typedPhone } from '#client/patients/form/core/typedNumber.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { TeamShown } from '#shared/teamRota.ts'
import { dayTypes, TeamSaid } from '#shared/teams.ts'
import { TeamKind, teamKinds } from '#shared/teamWork.ts'
import { DAY_TYPES, listed, spansInField, typedArea, typedSpans } from './core/typedTeam.ts'
import { useChange } from './useChange.ts'

type Props = {
  team: TeamShown | null
  organisations: readonly string[]
  onDone: () => void
  onClose: () => void
}
type Fault = { id: string; says: string }

const KINDS = TeamKind.options.map(value => ({ value, says: teamKinds[value].text }))

/** What a team is: its name, area, hours, and what it asks for before it comes. */
export function EditTeam({ team, organisations, onDone, onClose }: Props) {
  const [form, setForm] = useState(() => startOf(team))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const { isBusy, refusals, forget, team: send } = useChange(onDone)
  const set = (change: Partial<typeof form>) => setForm(before => ({ ...before, ...change }))
  const wrong = (id: string) => faults.find(one => one.id === id)?.says
  const teamId = team?.teamId ?? null
  const version = team?.version ?? 0

  async function save(event: FormEvent) {
    event.preventDefault()
    forget()
    const { said, faults: found } = readTeam(form)
    setFaults(found)
    if (said && (await send({ what: 'team', teamId, version, said }))) onClose()
  }
  async function standDown() {
    if (teamId && (await send({ what: 'team_ended', teamId, version }))) onClose()
  }

  return (
    <Dialog title={team ? `Change ${team.name}` : 'New team'} look="wide" onClose={onClose}>
      <form className="app-stack" onSubmit={save} noValidate>
        <ErrorSummary errors={faults.length > 0 ? faults : refusals} title="This is not saved yet" />
        <TextField
          id="team-name"
          label="Name"
          error={wrong('team-name')}
          value={form.name}
          onChange={name => set({ name })}
        />
        <Select
          id="team-kind"
          label="Kind"
          error={wrong('team-kind')}
          value={form.kind}
          choices={KINDS}
          onChange={kind => set({ kind })}
        />
        <Select
          id="team-organisation"
          label="Organisation"
          error={wrong('team-organisation')}
          value={form.organisation}
          choices={organisations.map(value => ({ value, says: value }))}
          onChange={organisation => set({ organisation })}
        />
        <TextField
          id="team-phone"
          label="Telephone of the team"
          hint="Leave it empty if there is none."
          error={wrong('team-phone')}
          value={form.phone}
          onChange={phone => set({ phone })}
        />
        <TextField
          id="team-capacity"
          label="Tasks at once"
          inputMode="numeric"
          error={wrong('team-capacity')}
          value={form.capacity}
          onChange={capacity => set({ capacity })}
        />
        <TextArea
          id="team-criteria"
          label="What it asks for before it comes"
          hint="One sentence on each line: “For an injection: the medicines and a chart.”"
          rows={3}
          value={form.criteria}
          onChange={criteria => set({ criteria })}
        />
        <TextField
          id="team-postcodes"
          label="Districts and sectors"
          hint="WZ3, WZ4 1. With no practice either: the whole line."
          error={wrong('team-postcodes')}
          value={form.postcodes}
          onChange={postcodes => set({ postcodes })}
        />
        <TextArea
          id="team-practices"
          label="Practices whose people it sees to"
          hint="One on each line: Z99001 Moor End Surgery"
          rows={2}
          value={form.practices}
          onChange={practices => set({ practices })}
        />
        {DAY_TYPES.map(type => (
          <TextField
            key={type}
            id={`team-${type}`}
            label={`Hours: ${dayTypes[type].text}`}
            hint={
              type === 'weekday'
                ? 'Like 20:00 to 08:00; the night belongs to the day on which it begins. Nothing: closed.'
                : undefined
            }
            error={wrong(`team-${type}`)}
            value={form[type]}
            onChange={text => set({ [type]: text })}
          />
        ))}
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? 'Saving…' : 'Save the team'}
          </Button>
          {team ? (
            <Button look="danger" disabled={isBusy} onClick={standDown}>
              Stand it down
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  )
}

function startOf(team: TeamShown | null) {
  const days = DAY_TYPES.map(type => [type, team ? spansInField(team.hours[type]) : ''] as const)
  return {
    name: team?.name ?? '',
    kind: (team?.kind ?? '') as TeamKind | '',
    organisation: team?.organisation ?? '',
    phone: team?.phone ? showPhoneNumber(team.phone) : '',
    capacity: team ? String(team.capacity) : '',
    criteria: team?.criteria.join('\n') ?? '',
    postcodes: team?.area.postcodes.join(', ') ?? '',
    practices: team?.area.practices.map(one => `${one.odsCode} ${one.name}`).join('\n') ?? '',
    ...(Object.fromEntries(days) as Record<(typeof DAY_TYPES)[number], string>), // one for each kind of day
  }
}

/** What was typed, as a team; or what to mend, each with its field. */
function readTeam(form: ReturnType<typeof startOf>): { said?: TeamSaid; faults: Fault[] } {
  const phone = typedPhone(form.phone)
  const area = typedArea(form.postcodes, form.practices)
  const hours = DAY_TYPES.map(type => [type, typedSpans(form[type])] as const)
  const faults: Fault[] = [
    ...(form.name.trim() === '' ? [{ id: 'team-name', says: 'Give the team a name.' }] : []),
    ...(form.kind === '' ? [{ id: 'team-kind', says: 'Choose what kind of team it is.' }] : []),
    ...(form.organisation === '' ? [{ id: 'team-organisation', says: 'Choose whose team it is.' }] : []),
    ...('says' in phone ? [{ id: 'team-phone', says: `Telephone: ${phone.says}` }] : []),
    ...(/^[1-9]\d?$/.test(form.capacity.trim())
      ? []
      : [{ id: 'team-capacity', says: 'Say how many tasks it sees to at once, from 1 to 99.' }]),
    ...('says' in area ? [{ id: 'team-postcodes', says: area.says }] : []),
    ...hours.flatMap(([type, read]) =>
      'says' in read ? [{ id: `team-${type}`, says: `${dayTypes[type].text}: ${read.says}` }] : [],
    ),
  ]
  if (faults.length > 0) return { faults }
  const read = TeamSaid.safeParse({
    name: form.name,
    kind: form.kind,
    organisation: form.organisation,
    phone: 'ok' in phone ? (phone.ok ?? null) : null,
    capacity: Number(form.capacity),
    criteria: listed(form.criteria, /\n/),
    area: 'ok' in area ? area.ok : undefined,
    hours: Object.fromEntries(hours.map(([type, spans]) => [type, 'ok' in spans ? spans.ok : []])),
  })
  return read.success
    ? { said: read.data, faults }
    : { faults: [{ id: '', says: read.error.issues[0]?.message ?? 'This cannot be saved as it is.' }] }
}
