import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { routes } from '#shared/routes.ts'
import type { ChangeReply, DutyChange, TeamChange } from '#shared/teamRota.ts'

/** Sends a change of teams or of one's own duties, once for each intention. `done` is told when it is saved. */
export function useChange(done: () => void) {
  const [commandId, setCommandId] = useState(newCommandId)
  const { isBusy, refused, refusals, forget, send } = useSend()

  async function saved(ask: () => Promise<ChangeReply>): Promise<boolean> {
    const isSaved = await send(async () => {
      const reply = await ask()
      // Answered, and so over: what is sent next is another intention. Only what got no answer is sent again as it was.
      setCommandId(newCommandId())
      return reply
    })
    if (isSaved) done()
    return isSaved
  }
  return {
    isBusy,
    refused,
    refusals,
    forget,
    team: (change: TeamChange) => saved(() => call(routes.changeTeams, { body: { commandId, change } })),
    duty: (change: DutyChange) => saved(() => call(routes.changeDuty, { body: { commandId, change } })),
  }
}
