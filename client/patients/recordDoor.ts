import { createContext, useContext } from 'react'
import { call } from '#client/api/call.ts'
import { type CallId, ItemId, type PatientId } from '#shared/ids.ts'
import type { PlaceShown } from '#shared/location.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { HalfWritten, HalfWrittenKey } from '#shared/record/halfWritten.ts'
import type { ItemHistory } from '#shared/record/history.ts'
import type { RecordMarks } from '#shared/record/marks.ts'
import type { OpenSealed, SealedItem } from '#shared/record/sealed.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { ConfirmEntries, Corrected, EditEntry, Edited, RetractEntry } from '#shared/recordActs.ts'
import { routes } from '#shared/routes.ts'
import type { Instant } from '#shared/time.ts'

type ItemAsked = { section: SectionName; itemId: string; before?: number | undefined }

/**
 * The way by which the record on this page is open: a call in hand, or a relationship beside it. Everything that is done with the
 * record is asked through it, and the server asks again whether it stands.
 */
export type RecordDoor = {
  /** Which record, by which way: an answer that came through another door is dropped. */
  key: string
  mayWrite: (section: SectionName) => boolean
  /** What is kept with each change, in words. */
  keptWith: string
  edit: (edit: EditEntry) => Promise<Edited>
  /** Keeps a form as it is being written. `isLeaving`: the page is being closed, and the request outlives it. */
  keepForm: (form: HalfWritten, isLeaving: boolean) => Promise<unknown>
  dropForm: (form: HalfWrittenKey) => Promise<unknown>
  confirm: (asked: ConfirmEntries) => Promise<Corrected>
  retract: (asked: RetractEntry) => Promise<Corrected>
  /** One part that is kept apart, for a reason of its own. */
  openSealed: (asked: OpenSealed) => Promise<readonly SealedItem[]>
  history: (item: ItemAsked, signal?: AbortSignal) => Promise<ItemHistory>
  /** The record of then, under the marks of today. */
  asOf: (at: Instant, signal: AbortSignal) => Promise<{ record: RecordAtAGlance; marks: RecordMarks }>
  /** Where a protected person is, for a reason; null for whose work does not include it. */
  revealPlace: ((because: string) => Promise<PlaceShown>) | null
}

const RecordDoorContext = createContext<RecordDoor | null>(null)
export const RecordDoorProvider = RecordDoorContext.Provider

export function useRecordDoor(): RecordDoor {
  const door = useContext(RecordDoorContext)
  if (!door) throw new Error('this part of a record is outside of its door')
  return door
}

/**
 * The record of the person a call is about, as of the identity that was confirmed. `isDisputed`: whose record it is; until that is
 * settled nothing is written on it, and nothing is offered that would be refused.
 */
export function callDoor(callId: CallId, epoch: number, isDisputed: boolean): RecordDoor {
  const params = { callId }
  return {
    key: `call ${callId} ${epoch}`,
    mayWrite: () => !isDisputed,
    keptWith: 'Your name, this call and the time are kept with it.',
    edit: edit => call(routes.editRecord, { params, body: { ...edit, epoch } }),
    keepForm: (form, isLeaving) =>
      call(routes.keepForm, { params, body: { ...form, epoch }, keepalive: isLeaving }),
    dropForm: form => call(routes.dropForm, { params, body: { ...form, epoch } }),
    confirm: asked => call(routes.confirmEntries, { params, body: { ...asked, epoch } }),
    retract: asked => call(routes.retractEntry, { params, body: { ...asked, epoch } }),
    openSealed: async asked => (await call(routes.openSealed, { params, body: { ...asked, epoch } })).items,
    history: async ({ itemId, section, before }, signal) => {
      const { history } = await call(routes.itemHistory, {
        params: { callId, itemId: ItemId.parse(itemId) },
        query: { epoch, section, ...(before === undefined ? {} : { before }) },
        ...(signal ? { signal } : {}),
      })
      return history
    },
    asOf: (at, signal) => call(routes.recordAsOf, { params, query: { epoch, at }, signal }),
    revealPlace: because => call(routes.revealPlaceForCall, { params, body: { epoch, because } }),
  }
}

/** A record without a call. `writes`: the sections that the server says this reader may write. */
export function sharedDoor(
  patientId: PatientId,
  hasAsked: boolean,
  writes: readonly SectionName[],
  mayRevealPlace: boolean,
): RecordDoor {
  const params = { patientId }
  const query = hasAsked ? { asked: 'yes' as const } : {}
  return {
    key: `shared ${patientId} ${hasAsked}`,
    mayWrite: section => writes.includes(section),
    keptWith: 'Your name, your organisation and the time are kept with it.',
    edit: body => call(routes.editShared, { params, query, body }),
    keepForm: (body, isLeaving) => call(routes.keepSharedForm, { params, query, body, keepalive: isLeaving }),
    dropForm: body => call(routes.dropSharedForm, { params, query, body }),
    confirm: body => call(routes.confirmShared, { params, query, body }),
    retract: body => call(routes.retractShared, { params, query, body }),
    openSealed: async body => (await call(routes.openSealedShared, { params, query, body })).items,
    history: async ({ itemId, section, before }, signal) => {
      const { history } = await call(routes.sharedHistory, {
        params: { patientId, itemId: ItemId.parse(itemId) },
        query: { ...query, section, ...(before === undefined ? {} : { before }) },
        ...(signal ? { signal } : {}),
      })
      return history
    },
    asOf: (at, signal) => call(routes.sharedAsOf, { params, query: { ...query, at }, signal }),
    revealPlace: mayRevealPlace
      ? because => call(routes.revealPlace, { params, query, body: { because } })
      : null,
  }
}
