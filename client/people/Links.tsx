import { useState } from 'react'
import { ListIsOld, useListLoaded, Withheld } from '#client/access/ListIsOld.tsx'
import { call } from '#client/api/call.ts'
import { type Loaded, useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { Button } from '#client/ui/Button.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { showDate, showTime } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import { dayInBritain } from '#shared/days.ts'
import { type LinkAct, linkStates, type PersonLink } from '#shared/links.ts'
import { routes } from '#shared/routes.ts'
import { deathOfLink } from './core/deathOfLink.ts'
import { Pairs } from './Pairs.tsx'
import { SideBySide } from './SideBySide.tsx'

/** Two records of one person: what waits for a second person, what is linked, and what was. */
export function Links() {
  const loaded = useLoad('links', signal => call(routes.links, { signal }))
  const isWithheld = useListLoaded(loaded)
  return (
    <div className="app-stack">
      <ListIsOld loaded={loaded} />
      {isWithheld ? <Withheld /> : null}
      <div hidden={isWithheld}>
        <LinkList loaded={loaded} />
      </div>
      {loaded.kind === 'here' ? <Pairs onProposed={loaded.again} /> : null}
    </div>
  )
}

function LinkList({ loaded }: { loaded: Loaded<{ links: PersonLink[] }> }) {
  const [decided, setDecided] = useState<string | null>(null)
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening the list…" />
  if (loaded.kind === 'failed') return <NotLoaded title="We could not open the list." failed={loaded} />
  const { links } = loaded.value
  if (links.length === 0)
    return (
      <p className="app-quiet">
        Nobody has proposed that two records are of one person. Whoever has a record open can do so.
      </p>
    )
  return (
    <ul className="app-stack">
      {links.map(link => (
        <LinkCard
          key={`${link.linkId} ${link.version}`}
          link={link}
          isDecided={link.linkId === decided}
          onDone={() => {
            setDecided(link.linkId)
            loaded.again()
          }}
        />
      ))}
    </ul>
  )
}

const STEPS: Readonly<Record<string, string>> = {
  proposed: 'proposed it',
  confirmed: 'confirmed it',
  refused: 'refused it',
  parting_asked: 'asked to undo it',
  parted: 'undid it',
  parting_refused: 'kept it',
}

type CardProps = {
  link: PersonLink
  /** It was decided on this page just now: what had the focus has gone. */
  isDecided: boolean
  onDone: () => void
}

function LinkCard({ link, isDecided, onDone }: CardProps) {
  const { linkId, version, state, kept, other, isMine, steps } = link
  const [isLooking, setLooking] = useState(false)
  const [because, setBecause] = useState('')
  const { isBusy, refusals, send } = useSend()
  const death = deathOfLink(link)
  const isOpen = state === 'proposed' || state === 'parting'
  useFocusIfLost(`link-${linkId}`, isDecided)
  async function decide(act: LinkAct) {
    const body = { version, act, because }
    if (await send(() => call(routes.decideLink, { params: { linkId }, body }))) onDone()
  }
  const named = ({ name, birthDate }: PersonLink['kept']) =>
    `${name}${birthDate ? `, born ${showDate(birthDate)}` : ''}`
  return (
    <li className="app-people__card">
      <div className="app-row">
        <Tag tone={isOpen ? 'caution' : state === 'linked' ? 'well' : 'plain'}>{linkStates[state].text}</Tag>
        <b id={`link-${linkId}`} tabIndex={-1}>
          {named(kept)}
        </b>
        <span className="app-quiet">is written to; the second record is</span>
        <b>{named(other)}</b>
      </div>
      <ol className="app-small">
        {steps.map(({ act: step, by, because: why, at }) => (
          <li key={`${step} ${at}`}>
            {by} {STEPS[step]}, {showDate(dayInBritain(at))} {showTime(at)}: {quoted(why)}
          </li>
        ))}
      </ol>
      {death ? (
        <Notice tone="caution" title={death.title}>
          {death.says}
        </Notice>
      ) : null}
      {isLooking ? <Beside linkId={linkId} /> : null}
      {isOpen || state === 'linked' ? (
        <>
          <ErrorSummary errors={refusals} title="That was not done" />
          <TextField
            label={state === 'linked' ? 'Why it should be undone' : 'How you know'}
            value={because}
            onChange={setBecause}
            maxLength={1000}
          />
          <div className="app-row">
            <Button onClick={() => setLooking(true)} disabled={isLooking}>
              Look at both side by side
            </Button>
            {isOpen && !isMine ? (
              <Button look="primary" disabled={isBusy} onClick={() => decide('confirm')}>
                {state === 'proposed' ? 'They are the same person: link' : 'Undo the link'}
              </Button>
            ) : null}
            {isOpen ? (
              <Button disabled={isBusy} onClick={() => decide('refuse')}>
                {state === 'proposed' ? 'Not the same: refuse' : 'Keep the link'}
              </Button>
            ) : (
              <Button disabled={isBusy} onClick={() => decide('ask_parting')}>
                Ask to undo the link…
              </Button>
            )}
            {isOpen && isMine ? (
              <span className="app-quiet app-small">You asked for this: a colleague confirms it.</span>
            ) : null}
          </div>
        </>
      ) : null}
    </li>
  )
}

function Beside({ linkId }: { linkId: string }) {
  const loaded = useLoad(`beside ${linkId}`, signal =>
    call(routes.linkBeside, { params: { linkId }, signal }),
  )
  const isWithheld = useListLoaded(loaded)
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening both…" />
  if (loaded.kind === 'failed') return <NotLoaded title="They could not be opened." failed={loaded} />
  return isWithheld ? <Withheld /> : <SideBySide beside={loaded.value} title="Both records" />
}
