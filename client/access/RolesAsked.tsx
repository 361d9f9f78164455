import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { decisionInWords, showWhen } from '#client/lists/ListsTaken.tsx'
import { useLookAgain } from '#client/lists/useLookAgain.ts'
import { AskedQueue } from '#client/secondYes/AskedQueue.tsx'
import { DueTag } from '#client/secondYes/DueTag.tsx'
import { SaySecond } from '#client/secondYes/SaySecond.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { Unbroken } from '#client/ui/Unbroken.tsx'
import { proposalStates, type RoleAsked } from '#shared/rolesAsked.ts'
import { routes } from '#shared/routes.ts'
import { roles } from '#shared/staff.ts'

/** Roles that open much, and wait for a privacy officer's yes. */
export function RolesAsked() {
  const loaded = useLoad('roles asked', signal => call(routes.rolesAsked, { signal }))
  useLookAgain(loaded)
  if (loaded.kind === 'failed')
    return <NotLoaded title="The roles that wait for you could not be shown." failed={loaded} />
  if (loaded.kind === 'loading' || loaded.value.roles.length === 0) return null
  return (
    <AskedQueue
      id="roles-asked"
      title="Roles to give"
      items={loaded.value.roles}
      keyOf={({ proposalId }) => proposalId}
      isWaiting={({ state }) => state === 'asked'}
      facts={asked => <Facts asked={asked} />}
      answer={(asked, onDecided) => <Answer asked={asked} onDecided={onDecided} />}
      again={loaded.again}
    />
  )
}

function Facts({ asked }: { asked: RoleAsked }) {
  const { name, signInName, role, organisation, state, until, decision, forPassword } = asked
  return (
    <div className="app-reviews__facts">
      <div className="app-reviews__head">
        <h3>
          {name} · {roles[role].text}, {organisation}
        </h3>
        {state === 'asked' ? (
          <DueTag dueAt={asked.dueAt} />
        ) : (
          <Tag tone={state === 'allowed' ? 'well' : state === 'taken_back' ? 'plain' : 'caution'}>
            {proposalStates[state].text}
          </Tag>
        )}
      </div>
      <p>
        <Unbroken words={`Signs in as ${signInName}. ${wasInWords(asked)}`} />
      </p>
      <p>
        <Unbroken
          words={
            forPassword
              ? passwordInWords(asked)
              : state === 'at_once'
                ? `Given at once at the terminal of the house, ${showWhen(asked.askedAt)}: there was no other privacy officer who could say yes or no.`
                : `Proposed at the terminal of the house, ${showWhen(asked.askedAt)}.${until ? ` Without an answer it ends ${showWhen(until)}.` : ''}`
          }
        />
      </p>
      {state === 'asked' ? <p className="app-quiet">{opens[role]}</p> : null}
      {decision ? (
        <p>
          <Unbroken words={decisionInWords(decision)} />
        </p>
      ) : null}
      {state === 'lapsed' ? <p>Nobody answered in time: nothing was given.</p> : null}
    </div>
  )
}

/** What a yes opens. */
const opens = {
  administrator:
    'An administrator sees names, addresses and appointments of everybody whom the organisation looks after, and takes and brings lists.',
  privacy_officer:
    'A privacy officer judges who looked at records, and says yes or no to lists and to roles like this one; at the hub for the whole line.',
} as const satisfies Record<RoleAsked['role'], string>

/** The one who has the role may not know of it: somebody asks her by another way before the yes. */
function passwordInWords({ state, until, askedAt, name }: RoleAsked): string {
  const made = `A new password was made for ${name} at the terminal of the house, ${showWhen(askedAt)}`
  if (state === 'at_once')
    return `${made}, and let them in at once: there was no other privacy officer who could say yes or no.`
  return `${made}. Whoever made it knows it: ask ${name} by another way whether they wanted it.${until ? ` Without an answer it ends ${showWhen(until)}.` : ''}`
}

function wasInWords({ was, state }: RoleAsked): string {
  const isAsked = state === 'asked'
  if (!was) return isAsked ? 'Cannot sign in until somebody says yes.' : ''
  const what =
    was.kind === 'here' ? `${roles[was.role].text.toLowerCase()}, ${was.organisation}` : 'of another line'
  return isAsked ? `Is ${what}, until somebody says yes.` : `Was ${what}.`
}

function Answer({ asked, onDecided }: { asked: RoleAsked; onDecided: () => void }) {
  const { proposalId, name } = asked
  if (asked.isAboutYou)
    return <p className="app-quiet">This is about you. Another privacy officer answers.</p>
  return (
    <SaySecond
      id={`role-why-${proposalId}`}
      about={`${name} as ${roles[asked.role].text.toLowerCase()}`}
      hint="The terminal does not know who sits at it: ask whoever keeps the house, and the organisation. Your words are kept with your name."
      yes={asked.forPassword ? 'Yes, let the new password in' : 'Yes, give this role'}
      no="No"
      gone={
        asked.isGone
          ? `${name} has another role or organisation than when this was proposed, or the account was closed or opened since: it cannot be given.`
          : null
      }
      say={body => call(routes.decideRole, { params: { proposalId }, body })}
      onDecided={onDecided}
    />
  )
}
