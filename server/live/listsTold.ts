import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'

/** A page that may hold a list, as far as it matters here. */
export type ListPage = { data: { actor: Actor }; emit: (event: 'listsTurned') => unknown }

export type ListsToldDeps = {
  /** Of these sessions, those whose lists may hold one of these people. */
  listing: (
    lineId: LineId,
    patientIds: readonly PatientId[],
    pages: readonly Actor[],
  ) => Promise<ReadonlySet<string>>
  log: Logger
}

export type ListsTold<Page extends ListPage> = {
  /** Lists may say something else of these people: told soon, many changes as one. */
  turned(lineId: LineId, patientIds: readonly PatientId[]): void
  /** As `turned`, for pages that may have missed it. */
  tell(lineId: LineId, patientIds: readonly PatientId[], pages: readonly Page[]): Promise<void>
}

/**
 * Pages with a list of people hear that it may be another now, and ask for it again, where they are authorised and it is a look as
 * before. The word has no content: whoever is not to know of a person learns nothing by it.
 */
export function listsTold<Page extends ListPage>(
  { listing, log }: ListsToldDeps,
  pagesOf: (lineId: LineId) => readonly Page[],
): ListsTold<Page> {
  const waiting = new Map<LineId, Set<PatientId>>()
  let isTelling = false

  async function tell(lineId: LineId, patientIds: readonly PatientId[], pages: readonly Page[]) {
    if (pages.length === 0 || patientIds.length === 0) return
    const actors = pages.map(({ data }) => data.actor)
    const sessions = await listing(lineId, patientIds, actors).catch((error: unknown) => {
      // Who is told in vain asks once too often; who is not told shows a name that they may not see.
      log.warn('live.lists_not_asked', errorFields(error))
      return null
    })
    for (const page of pages)
      if (sessions === null || sessions.has(page.data.actor.sessionId)) page.emit('listsTurned')
  }

  async function tellWaiting() {
    if (isTelling) return
    isTelling = true
    for (let [next] = waiting; next; [next] = waiting) {
      const [lineId, patientIds] = next
      waiting.delete(lineId)
      await tell(lineId, [...patientIds], pagesOf(lineId))
    }
    isTelling = false
  }

  return {
    tell,
    turned: (lineId, patientIds) => {
      waiting.set(lineId, new Set([...(waiting.get(lineId) ?? []), ...patientIds]))
      void tellWaiting()
    },
  }
}
