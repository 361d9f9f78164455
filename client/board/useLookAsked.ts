import { useEffect } from 'react'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { TaskId, TeamTaskId } from '#shared/ids.ts'
import type { Looking } from './Console.tsx'

/** By this name a page beside the console finds it, and does not open a second one. */
const CONSOLE = 'goldthread-console'
const ASKED = /^#look=(task|team_task)\/([0-9a-f-]{36})$/

/**
 * What another page asks to be looked at here: `/#look=team_task/…`. While she has a call of her own it is only said, but for somebody who is
 * out: `lookOver` opens that over her call, and says whether it did.
 */
export function useLookAsked(
  isOpen: boolean,
  hasCall: boolean,
  look: (looking: Looking) => void,
  lookOver: (teamTaskId: TeamTaskId) => boolean,
): void {
  const announce = useAnnounce()
  useEffect(() => {
    if (!isOpen) return
    window.name = CONSOLE
    const told = () => {
      const asked = lookingIn(location.hash)
      if (!asked) return
      history.replaceState(null, '', location.pathname)
      if (hasCall && asked.kind === 'team_task' && lookOver(asked.teamTaskId)) return
      if (hasCall) announce('Save the outcome of your call first; then open it from the board.')
      else look(asked)
    }
    told()
    addEventListener('hashchange', told)
    return () => removeEventListener('hashchange', told)
  }, [isOpen, hasCall, look, lookOver, announce])
}

function lookingIn(hash: string): Looking {
  const [, kind, id] = ASKED.exec(hash) ?? []
  if (kind === 'task') return { kind, taskId: TaskId.parse(id), isAsked: true }
  if (kind === 'team_task') return { kind, teamTaskId: TeamTaskId.parse(id), isAsked: true }
  return null
}
