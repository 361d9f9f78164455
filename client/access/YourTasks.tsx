import { useEffect } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useInSight } from '#client/live/useInSight.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { routes } from '#shared/routes.ts'
import { offersWait } from './core/offersWait.ts'

/** An offer runs for minutes, and whoever has signed in after a text looks here first. */
const AGAIN_MS = 10_000

/** The way to what is asked of them: it says how many ask, and how long is left. */
export function YourTasks() {
  const loaded = useLoad('tasks that ask', signal => call(routes.myTeamTasks, { signal }))
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  useInSight(again)
  useEffect(() => {
    if (!again) return
    const turn = setInterval(() => {
      if (document.visibilityState === 'visible') again()
    }, AGAIN_MS)
    return () => clearInterval(turn)
  }, [again])
  const { count, says } =
    loaded.kind === 'here' && !loaded.missed ? offersWait(loaded.value) : { count: 0, says: '' }
  const announce = useAnnounce()
  // The minutes are not read out each time that they change: only that there is one more, or none.
  useEffect(() => {
    announce(count === 0 ? '' : count === 1 ? 'A task asks for you.' : `${count} tasks ask for you.`)
  }, [announce, count])
  return <a href="/my-tasks">Your tasks…{says ? <b className="app-numbers"> {says}</b> : null}</a>
}
