import { z } from 'zod'
import { ProtocolId } from '#shared/ids.ts'
import { ProtocolContent } from '#shared/triage.ts'
import { Version } from '#shared/version.ts'
import caller from './starter/caller.json' with { type: 'json' }
import death from './starter/death.json' with { type: 'json' }
import emergencies from './starter/emergencies.json' with { type: 'json' }
import opening from './starter/opening.json' with { type: 'json' }
import symptoms from './starter/symptoms.json' with { type: 'json' }

const Starter = z.strictObject({ protocolId: ProtocolId, version: Version, content: ProtocolContent })
export type Starter = z.infer<typeof Starter>

/**
 * The starter set: what is shown of a protocol where nobody on the line has approved one of their own. General knowledge in our own
 * words, and unverified but for what names a source: nobody has signed it, and it says so.
 */
export const starters: readonly Starter[] = [
  ...opening,
  ...symptoms,
  ...emergencies,
  ...death,
  ...caller,
].map(one => Starter.parse(one))

const byId = new Map(starters.map(starter => [starter.protocolId, starter]))

export function starterOf(protocolId: ProtocolId): Starter | undefined {
  return byId.get(protocolId)
}
