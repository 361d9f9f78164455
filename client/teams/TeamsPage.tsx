import { useEffect, useState } from 'react'
import { DeskStrip } from '#client/access/DeskStrip.tsx'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { routes } from '#shared/routes.ts'
import type { Me, Role } from '#shared/staff.ts'
import type { TeamShown, TeamsTonight } from '#shared/teamRota.ts'
import { EditTeam } from './EditTeam.tsx'
import { RotaDialog } from './RotaDialog.tsx'
import { TeamCard } from './TeamCard.tsx'
import './TeamsPage.css'
import { WhoIsAway } from './WhoIsAway.tsx'

const READ: readonly Role[] = ['coordinator', 'shift_lead']
/** Who is there changes with the clock. */
const AGAIN_MS = 60_000

/** Which community teams there are tonight, who is in them, and why the others are not there. A shift lead keeps them here. */
export function TeamsPage({ me, onLeave }: { me: Me; onLeave: () => void }) {
  return (
    <div className="app-access">
      <title>Teams · Goldthread</title>
      <DeskStrip me={me} title="Teams tonight" onLeave={onLeave}>
        <a href="/">Back to the first page</a>
      </DeskStrip>
      <main className="app-teams">
        {READ.includes(me.role) ? (
          <Teams isLead={me.role === 'shift_lead'} />
        ) : (
          <Notice tone="plain" title="The teams of the line are not part of your role.">
            <a href="/duties">Your own duties</a> are.
          </Notice>
        )}
      </main>
    </div>
  )
}

function Teams({ isLead }: { isLead: boolean }) {
  const loaded = useLoad('teams', signal => call(routes.teamsTonight, { signal }))
  const again = loaded.kind === 'here' ? loaded.again : null
  useEffect(() => {
    if (!again) return
    const timer = setInterval(again, AGAIN_MS)
    return () => clearInterval(timer)
  }, [again])

  if (loaded.kind === 'loading') return <Skeleton lines={6} label="Opening the teams…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The teams could not be shown." failed={loaded} />
  const { value, missed } = loaded
  return (
    <>
      {missed ? (
        <Notice tone="caution" role="status" title={`This is as it stood at ${showTime(value.at)}.`}>
          {missed.message}
        </Notice>
      ) : null}
      <Tonight tonight={value} isLead={isLead} onChanged={loaded.again} />
      <WhoIsAway tonight={value} isLead={isLead} onChanged={loaded.again} />
    </>
  )
}

type Open = { kind: 'edit' | 'rota'; teamId: string } | { kind: 'new' } | null
type Props = { tonight: TeamsTonight; isLead: boolean; onChanged: () => void }

function Tonight({ tonight, isLead, onChanged }: Props) {
  const [open, setOpen] = useState<Open>(null)
  const { teams, at } = tonight
  const there = teams.filter(({ isThere }) => isThere)
  const others = teams.filter(({ isThere }) => !isThere)
  const team = open && 'teamId' in open ? teams.find(one => one.teamId === open.teamId) : undefined
  const close = () => setOpen(null)
  const card = (one: TeamShown) => (
    <TeamCard
      key={one.teamId}
      team={one}
      isLead={isLead}
      onEdit={() => setOpen({ kind: 'edit', teamId: one.teamId })}
      onRota={() => setOpen({ kind: 'rota', teamId: one.teamId })}
    />
  )
  return (
    <>
      <section className="app-stack" aria-labelledby="teams-there">
        <h2 id="teams-there">
          There now, {showTime(at)} <span className="app-numbers">({there.length})</span>
        </h2>
        {there.length === 0 ? <p className="app-quiet">No team is there at this minute.</p> : null}
        <ul className="app-teams__list">{there.map(card)}</ul>
      </section>
      <section className="app-stack" aria-labelledby="teams-not-there">
        <h2 id="teams-not-there">
          Not there <span className="app-numbers">({others.length})</span>
        </h2>
        {others.length === 0 ? <p className="app-quiet">Every team of the line is there.</p> : null}
        <ul className="app-teams__list">{others.map(card)}</ul>
        {isLead ? (
          <div className="app-row">
            <Button onClick={() => setOpen({ kind: 'new' })}>New team…</Button>
          </div>
        ) : null}
      </section>
      {open?.kind === 'new' || (open?.kind === 'edit' && team) ? (
        <EditTeam
          team={team ?? null}
          organisations={tonight.organisations.map(({ name }) => name)}
          onDone={onChanged}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'rota' && team ? (
        <RotaDialog
          team={team}
          people={tonight.people}
          isLead={isLead}
          today={tonight.at}
          onDone={onChanged}
          onClose={close}
        />
      ) : null}
    </>
  )
}
