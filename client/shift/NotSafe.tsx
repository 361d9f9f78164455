import { AlarmBar } from '#client/board/AlarmBar.tsx'
import { alarmsOfOuts } from '#client/board/core/alarms.ts'
import { isAlarmed, isCalling, type OutRow } from '#client/board/core/outOnVisits.ts'
import { useHelpAlarm } from '#client/board/useHelpAlarm.ts'
import { useChimes } from '#client/board/useQuietAlarms.ts'
import { useSound } from '#client/board/useSound.ts'
import { useSoundsHere } from '#client/board/useSoundsHere.ts'
import type { Instant } from '#shared/time.ts'

/** Who has not been heard of, or presses for help, as on the console: read, said, heard, and in the title of the page. */
export function NotSafe({ outs, now }: { outs: readonly OutRow[]; now: Instant }) {
  // A browser lets a page sound only after it was touched.
  const { sound } = useSound()
  const isHere = useSoundsHere(sound === 'works', false)
  // Where a console sounds for the same in this browser, one sound is enough.
  const heard = isHere || sound !== 'works' ? outs : []
  useHelpAlarm(heard)
  useChimes(alarmsOfOuts(heard, now))
  const count = outs.filter(isAlarmed).length
  const first = outs.some(isCalling)
    ? 'HELP: a colleague · '
    : count > 0
      ? `(${count}) Not known to be safe · `
      : ''
  return (
    <>
      <title>{`${first}The shift · Goldthread`}</title>
      <AlarmBar
        rows={outs}
        isInert={false}
        onOpen={teamTaskId => void window.open(`/#look=team_task/${teamTaskId}`, 'goldthread-console')}
      />
    </>
  )
}
