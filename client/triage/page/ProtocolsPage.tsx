import { useState } from 'react'
import { DeskStrip } from '#client/access/DeskStrip.tsx'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { routes } from '#shared/routes.ts'
import type { Me, Role } from '#shared/staff.ts'
import { OneProtocol } from './OneProtocol.tsx'
import { ProtocolList } from './ProtocolList.tsx'
import './ProtocolsPage.css'

/** As server/staff/core/can.ts has it; the server asks again. */
const READ: readonly Role[] = ['coordinator', 'shift_lead', 'clinician']

/** How nurses ask, as content: read by all who ask; written, reviewed and approved by those who lead. */
export function ProtocolsPage({ me, onLeave }: { me: Me; onLeave: () => void }) {
  return (
    <div className="app-access">
      <title>Prompts · Goldthread</title>
      <DeskStrip me={me} title="Prompts" onLeave={onLeave}>
        <a href="/">Back to the first page</a>
      </DeskStrip>
      <main className="app-protocols">
        {READ.includes(me.role) ? (
          <Protocols me={me} />
        ) : (
          <Notice tone="plain" title="Prompts are not part of your role.">
            Nurses of the line and clinicians read them; shift leads write them.
          </Notice>
        )}
      </main>
    </div>
  )
}

function Protocols({ me }: { me: Me }) {
  const loaded = useLoad('protocols', signal => call(routes.protocols, { signal }))
  const [lookedAt, look] = useState<string | null>(null)
  if (loaded.kind === 'loading') return <Skeleton lines={8} label="Opening the prompts…" isCard />
  if (loaded.kind === 'failed') return <NotLoaded title="The prompts could not be had." failed={loaded} />
  const { protocols } = loaded.value
  const shown = protocols.find(({ protocolId }) => protocolId === lookedAt)
  return shown ? (
    <OneProtocol
      key={shown.protocolId}
      me={me}
      protocolId={shown.protocolId}
      title={shown.title}
      onBack={() => look(null)}
      onChanged={loaded.again}
    />
  ) : (
    <ProtocolList protocols={protocols} onLook={look} />
  )
}
