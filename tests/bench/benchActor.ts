import { randomUUID } from 'node:crypto'
import { Actor } from '#shared/staff.ts'
import type { Setting } from './setting.ts'

/** A nurse of the large line, for what the bench asks of the database without the server. */
export function benchActor({ lines }: Pick<Setting, 'lines'>): Actor {
  const nurse = lines[0]?.nurses[0]
  if (!nurse) throw new Error('there is no line')
  const { staffId, lineId, name } = nurse
  return Actor.parse({
    staffId,
    lineId,
    sessionId: randomUUID(),
    name,
    role: 'coordinator',
    organisation: 'Bench Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
}
