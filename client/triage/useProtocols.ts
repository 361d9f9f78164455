import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import type { ProtocolInForce } from '#shared/protocols.ts'
import { routes } from '#shared/routes.ts'

export type InForce = {
  protocols: readonly ProtocolInForce[]
  withdrawn: readonly { title: string; because: string }[]
  /** While there are none. */
  says: string
}

const NONE: Pick<InForce, 'protocols' | 'withdrawn'> = { protocols: [], withdrawn: [] }

/** Every protocol with its words, once for a call: from then on nothing is waited for. */
export function useProtocols(): InForce {
  const loaded = useLoad('protocols', signal => call(routes.protocolsInForce, { signal }))
  if (loaded.kind === 'here') return { ...loaded.value, says: 'There are no prompts.' }
  return {
    ...NONE,
    says:
      loaded.kind === 'loading'
        ? 'The prompts are on their way.'
        : 'The prompts could not be had. We keep trying; write the outcome without them.',
  }
}
