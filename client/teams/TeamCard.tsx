import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { type E164, showPhoneNumber } from '#shared/phoneNumber.ts'
import type { TeamShown } from '#shared/teamRota.ts'
import { dayTypes, type OnDuty, positions } from '#shared/teams.ts'
import { skills, teamKinds } from '#shared/teamWork.ts'
import { DAY_TYPES, showSpans } from './core/typedTeam.ts'

type Props = { team: TeamShown; isLead: boolean; onEdit: () => void; onRota: () => void }

/** One team: who is there and who comes, why nobody is, and what it is. */
export function TeamCard({ team, isLead, onEdit, onRota }: Props) {
  const { name, kind, organisation, isThere, says, now, next, phone } = team
  return (
    <li className="app-teams__team">
      <div className="app-teams__head">
        <h3>{name}</h3>
        {isThere ? <Tag tone="well">There</Tag> : <Tag>Not there</Tag>}
      </div>
      <p className="app-small app-quiet">
        {teamKinds[kind].text} · {organisation}
        {phone ? <PhoneNumber number={phone} /> : null}
      </p>
      {says.length > 0 ? <p className="app-teams__why">{says.join('. ')}.</p> : null}
      {now.length > 0 ? (
        <ul className="app-teams__rows" aria-label={`On duty now: ${name}`}>
          {now.map(one => (
            <OnDutyRow key={one.staffId} one={one} />
          ))}
        </ul>
      ) : null}
      {next.length > 0 ? (
        <p className="app-small">
          Next:{' '}
          {next
            .map(
              one => `${one.name} from ${showTime(one.from)} (${positions[one.position].text.toLowerCase()})`,
            )
            .join(', ')}
        </p>
      ) : null}
      <What team={team} />
      <div className="app-row">
        <Button size="small" onClick={onRota} aria-label={`Rota of ${name}`}>
          Rota…
        </Button>
        {isLead ? (
          <Button size="small" onClick={onEdit} aria-label={`Change ${name}`}>
            Change…
          </Button>
        ) : null}
      </div>
    </li>
  )
}

function PhoneNumber({ number }: { number: E164 }) {
  return (
    <>
      {' '}
      · <span className="app-unbroken app-numbers">{showPhoneNumber(number)}</span>
    </>
  )
}

function OnDutyRow({ one }: { one: OnDuty }) {
  return (
    <li>
      <span>
        <b>{one.name}</b> · {positions[one.position].text}, until {showTime(one.dutyUntil)}
        {one.phone ? <PhoneNumber number={one.phone} /> : null}
      </span>
      {one.isProven ? <Tag tone="well">Reached</Tag> : <Tag tone="caution">Not proven tonight</Tag>}
    </li>
  )
}

function What({ team: { area, hours, capacity, criteria, members, name } }: { team: TeamShown }) {
  const where = [...area.postcodes, ...area.practices.map(one => one.name)]
  return (
    <details>
      <summary>
        Area, hours, who is in it<span className="nhsuk-u-visually-hidden">: {name}</span>
      </summary>
      <dl className="app-small">
        <dt>Area</dt>
        <dd>{where.length > 0 ? where.join(', ') : 'The whole line'}</dd>
        {DAY_TYPES.map(type => (
          <HoursOf key={type} label={dayTypes[type].text} says={showSpans(hours[type]) || 'Closed'} />
        ))}
        <dt>At once</dt>
        <dd>
          {capacity} {capacity === 1 ? 'task' : 'tasks'}
        </dd>
        <dt>Asks for</dt>
        <dd>{criteria.length > 0 ? criteria.join('. ') : 'Nothing in advance'}</dd>
      </dl>
      <ul className="app-teams__rows app-small" aria-label={`In ${name}`}>
        {members.map(one => (
          <li key={one.staffId}>
            <span>
              <b>{one.name}</b>:{' '}
              {one.skills.map(skill => skills[skill].text).join('; ') || 'no skill of the list'}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function HoursOf({ label, says }: { label: string; says: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{says}</dd>
    </>
  )
}
