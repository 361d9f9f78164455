import { useCallback, useEffect, useRef, useState } from 'react'
import { useLostAtSignOut } from '#client/ui/useUnsaved.ts'
import type { StaffId, TeamTaskId } from '#shared/ids.ts'
import { type DoneFields, HalfDone } from '#shared/onThePhone.ts'
import { isTyped } from './core/doneForm.ts'
import { halfDoneOf, isHalfDoneOfOthers, seal, unseal, wipe } from './sealed.ts'

type Visits = ReadonlyMap<TeamTaskId, DoneFields>

/** Soon enough that a page which the phone throws away loses half a sentence at most. */
const KEEP_AFTER_MS = 300

/** What is being written about the end of a visit, kept sealed as it is typed: it outlives the page, and the task as well. */
export function useHalfDone(of: StaffId) {
  const [visits, setVisits] = useState<Visits>(new Map())
  const isRead = useRef(false)
  const isOfOthers = useRef(false)
  useEffect(() => {
    isHalfDoneOfOthers(of)
      .catch(asNothing)
      .then(isThere => {
        isOfOthers.current = isThere === true
      })
    read(of).then(kept => {
      isRead.current = true
      setVisits(now => new Map([...kept, ...now]))
    })
  }, [of])
  useEffect(() => {
    if (!isRead.current) return
    const keep = setTimeout(() => void write(of, visits), KEEP_AFTER_MS)
    return () => clearTimeout(keep)
  }, [of, visits])
  const shown = useRef(visits)
  shown.current = visits
  useLostAtSignOut(useCallback(() => isOfOthers.current || shown.current.size > 0, []))
  const change = useCallback(
    (teamTaskId: TeamTaskId, fields: DoneFields | null) => {
      const after = new Map(shown.current)
      if (fields && isTyped(fields)) after.set(teamTaskId, fields)
      else after.delete(teamTaskId)
      shown.current = after
      setVisits(after)
      if (!fields) void write(of, after)
    },
    [of],
  )
  return { visits, change }
}

async function read(of: StaffId): Promise<Visits> {
  const kept = HalfDone.safeParse(await unseal(halfDoneOf(of)).catch(asNothing))
  if (!kept.success || kept.data.of !== of) return new Map()
  return new Map(kept.data.visits.map(({ teamTaskId, fields }) => [teamTaskId, fields]))
}

async function write(of: StaffId, visits: Visits): Promise<void> {
  const kept: HalfDone = { of, visits: [...visits].map(([teamTaskId, fields]) => ({ teamTaskId, fields })) }
  await (visits.size === 0 ? wipe(halfDoneOf(of)) : seal(halfDoneOf(of), kept)).catch(asNothing)
}

/** A browser that keeps nothing: said on the page already (Unsent.tsx). */
function asNothing(error: unknown): undefined {
  if (error instanceof DOMException || error instanceof TypeError) return undefined
  throw error
}
