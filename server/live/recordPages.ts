import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { LiveEvents } from '#shared/live.ts'
import type { Actor } from '#shared/staff.ts'

export type RecordPagesDeps = {
  /** The version of the record, and the relationship by which it is open to this person; null if it is not. */
  mayHear: (actor: Actor, patientId: PatientId) => Promise<{ version: number; by: string } | null>
  /** A page that had this record open may not show it any more, and was told. */
  shut: (actor: Actor, patientId: PatientId) => Promise<void>
  log: Logger
}

/** What is known of a connection. `by`: the relationship or the task that opens the record which its page shows. */
export type PageOfRecord = {
  actor: Actor
  record?: { id: PatientId; by: string } | undefined
  /** The record that the page was refused because it is not shared, and would show. */
  awaits?: PatientId | undefined
}

type NoEvents = Record<string, never>
type Page = Socket<NoEvents, LiveEvents, DefaultEventsMap, PageOfRecord>

/** Pages that show one record without a call, or would: told that it changed, and asked for whether they may still show it. */
export function recordPages(
  io: Server<NoEvents, LiveEvents, DefaultEventsMap, PageOfRecord>,
  { mayHear, shut, log }: RecordPagesDeps,
) {
  function pagesIn(room: string): Page[] {
    const ids = [...(io.of('/').adapter.rooms.get(room) ?? [])]
    return ids.flatMap(id => io.of('/').sockets.get(id) ?? [])
  }

  /** Whether the page still hears of its record: by another way than before, or no more. */
  async function askAgain(page: Page): Promise<void> {
    const { actor, record } = page.data
    if (!record) return
    const open = await mayHear(actor, record.id)
    page.data.record = open ? { id: record.id, by: open.by } : undefined
    if (open) return
    await page.leave(roomOf(actor.lineId, record.id))
    await shut(actor, record.id)
  }

  /** A page that says that a record is not shared looks again when it is, and not before: each look is in the person's log. */
  async function tellAwaiting(page: Page): Promise<void> {
    const { actor, awaits } = page.data
    if (!awaits || (await mayHear(actor, awaits)) === null) return
    page.data.awaits = undefined
    await page.leave(awaitedRoomOf(actor.lineId, awaits))
    page.emit('recordChanged', awaits, null)
  }

  const notAsked = (error: unknown) => log.warn('live.awaited_not_asked', errorFields(error))

  return {
    show(page: Page, { id, by, version }: { id: PatientId; by: string; version: number }): void {
      page.data.record = { id, by }
      void page.join(roomOf(page.data.actor.lineId, id))
      page.emit('recordChanged', id, version)
    },
    await(page: Page, id: PatientId): void {
      page.data.awaits = id
      void page.join(awaitedRoomOf(page.data.actor.lineId, id))
      tellAwaiting(page).catch(notAsked)
    },
    /** First it is told, then it is asked who may not show the record any more: what was taken back leaves a receipt. */
    tell(lineId: LineId, patientId: PatientId): void {
      const room = roomOf(lineId, patientId)
      io.to(room).emit('recordChanged', patientId, null)
      for (const page of pagesIn(room))
        askAgain(page).catch((error: unknown) => log.warn('live.no_receipt', errorFields(error)))
      for (const page of pagesIn(awaitedRoomOf(lineId, patientId))) tellAwaiting(page).catch(notAsked)
    },
    askAgain,
  }
}

const roomOf = (lineId: LineId, patientId: PatientId) => `record/${lineId}/${patientId}`
const awaitedRoomOf = (lineId: LineId, patientId: PatientId) => `awaited/${lineId}/${patientId}`
