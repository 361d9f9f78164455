import type { Loaded } from '#client/api/useLoad.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { TeamId } from '#shared/ids.ts'
import type { TeamsToAsk } from '#shared/teamTasks.ts'

type Props = { teams: Loaded<TeamsToAsk>; first: TeamId | ''; onChange: (first: TeamId | '') => void }

/** Who could truly come now, the best first; and the others, each with why not. */
export function TeamChoice({ teams, first, onChange }: Props) {
  if (teams.kind === 'loading') return <Skeleton lines={3} label="Looking who could come…" />
  if (teams.kind === 'failed')
    return (
      <NotLoaded title="We could not see who could come." failed={teams}>
        You can ask all the same: whoever suits best is asked first.
      </NotLoaded>
    )
  const could = teams.value.teams.filter(({ isAvailable }) => isAvailable)
  const others = teams.value.teams.filter(({ isAvailable }) => !isAvailable)
  return (
    <>
      {could.length > 0 ? (
        <Radios
          label="Who is asked first"
          value={first}
          none={`Whoever suits best: ${could[0]?.name}`}
          choices={could.map(({ teamId, name, because, criteria }) => ({
            value: teamId,
            says: [name, ...because, ...criteria].join(' · '),
          }))}
          onChange={onChange}
        />
      ) : (
        <p role="status">
          Nobody of a team can be asked for this now. If you ask, shift leads are told at once, and it stays
          yours until somebody is found.
        </p>
      )}
      {others.length > 0 ? (
        <details>
          <summary>Why not the others ({others.length})</summary>
          <ul className="app-teams">
            {others.map(({ teamId, name, because }) => (
              <li key={teamId} className="app-teams__team app-teams__team--away">
                <strong>{name}</strong>
                <span>{because.join(' · ')}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
