import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { ProtocolId } from '#shared/ids.ts'
import type { ProtocolVersion } from '#shared/protocols.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { versionName } from '../core/reviewWords.ts'
import { CompareVersions } from './CompareVersions.tsx'
import { EditProtocol } from './EditProtocol.tsx'
import { ReadProtocol } from './ReadProtocol.tsx'
import { VersionActs } from './VersionActs.tsx'

type Props = {
  me: Me
  protocolId: ProtocolId
  title: string
  onBack: () => void
  /** The list says otherwise now. */
  onChanged: () => void
}

const nameOf = ({ version, isStarter }: Pick<ProtocolVersion, 'version' | 'isStarter'>) =>
  `${isStarter ? 'starter' : 'version'} ${version}`

/** One protocol through its versions: read, compared, written and signed. */
export function OneProtocol({ me, protocolId, title, onBack, onChanged }: Props) {
  const loaded = useLoad(`protocol ${protocolId}`, signal =>
    call(routes.protocolVersions, { params: { protocolId }, signal }),
  )
  const [chosen, choose] = useState<string | null>(null)
  const [beside, compare] = useState<string>('')
  const { isBusy, refusals, send } = useSend()
  const isLead = me.role === 'shift_lead'
  const back = (
    <p>
      <Button look="quiet" onClick={onBack}>
        All prompts
      </Button>
    </p>
  )
  if (loaded.kind === 'loading')
    return (
      <>
        {back}
        <Skeleton lines={8} label="Opening…" isCard />
      </>
    )
  if (loaded.kind === 'failed')
    return (
      <>
        {back}
        <NotLoaded title="This could not be had." failed={loaded} />
      </>
    )
  const { versions } = loaded.value
  const open = versions.find(({ state }) => state === 'draft' || state === 'in_review')
  const shown =
    versions.find(one => nameOf(one) === chosen) ??
    open ??
    versions.find(({ isInForce }) => isInForce) ??
    versions[0]
  if (!shown) return back
  const other = versions.find(one => nameOf(one) === beside)
  const changed = () => {
    loaded.again()
    onChanged()
  }
  const begin = async () => {
    const basedOn = { version: shown.version, isStarter: shown.isStarter }
    const commandId = newCommandId()
    const done = await send(() =>
      call(routes.beginProtocol, { params: { protocolId }, body: { commandId, basedOn } }),
    )
    if (!done) return
    choose(null)
    changed()
  }
  return (
    <>
      {back}
      <h2>{title}</h2>
      <ErrorSummary errors={refusals} />
      <nav className="app-protocols__versions" aria-label="Versions">
        {versions.map(one => (
          <Button
            key={nameOf(one)}
            size="small"
            aria-pressed={one === shown}
            onClick={() => choose(nameOf(one))}
          >
            {versionName(one)}
            {one.isInForce ? ' · nurses are shown this' : ''}
          </Button>
        ))}
      </nav>
      <About version={shown} />
      {isLead && shown.state !== 'draft' && !open ? (
        <Button look="primary" disabled={isBusy} onClick={() => void begin()}>
          {shown.isInForce ? 'Edit as a new draft' : 'Go back to this as a new draft'}
        </Button>
      ) : null}
      {isLead ? <VersionActs me={me} version={shown} onDone={changed} /> : null}
      {versions.length > 1 ? (
        <p>
          <label htmlFor="compare-with">Compare with</label>{' '}
          <select
            id="compare-with"
            className="nhsuk-select app-select app-protocols__beside"
            value={beside}
            onChange={event => compare(event.target.value)}
          >
            <option value="">Nothing</option>
            {versions
              .filter(one => one !== shown)
              .map(one => (
                <option key={nameOf(one)} value={nameOf(one)}>
                  {versionName(one)}
                </option>
              ))}
          </select>
        </p>
      ) : null}
      {other && other !== shown ? (
        <CompareVersions first={other} second={shown} />
      ) : isLead && shown.state === 'draft' ? (
        <EditProtocol key={`${nameOf(shown)} ${shown.revision}`} version={shown} onSaved={changed} />
      ) : (
        <ReadProtocol content={shown.content} />
      )}
    </>
  )
}

function About({ version }: { version: ProtocolVersion }) {
  const { author, basedOn, approvedBy, withdrawn, sentBackBecause, isStarter } = version
  const words = [
    `Written by ${author}`,
    ...(basedOn ? [`begun from ${basedOn.isStarter ? 'starter' : 'version'} ${basedOn.version}`] : []),
    ...(approvedBy ? [`approved by ${approvedBy}`] : []),
    ...(isStarter ? ['unverified: needs local clinical sign-off'] : []),
    ...(withdrawn ? [`withdrawn by ${withdrawn.by}: ${withdrawn.because}`] : []),
    ...(sentBackBecause ? [`sent back: ${sentBackBecause}`] : []),
  ]
  return <p className="app-quiet">{words.join(' · ')}</p>
}
