import type { z } from 'zod'
import { call } from '#client/api/call.ts'
import type { Withdrawal } from '#shared/access.ts'
import type { CallId, ItemId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { EndLimit, NewLimit, SettleSharing, SharingSaved, SharingView } from '#shared/sharing.ts'

type Sent<Schema extends z.ZodType> = z.input<Schema>

/** How this page asks about sharing: in a call by its epoch, or for a record that is open without one. */
export type SharingWay = {
  /** Changes when it is about somebody else. */
  key: string
  /** How it is being said, where that follows from the way. */
  how: 'telephone' | ''
  /** Whatever is taken back, the record stays open to this reader. */
  staysOpen: boolean
  view: (signal: AbortSignal) => Promise<{ sharing: SharingView }>
  settle: (body: Sent<typeof SettleSharing>) => Promise<SharingSaved>
  withdraw: (body: Sent<typeof Withdrawal>) => Promise<unknown>
  limit: (body: Sent<typeof NewLimit>) => Promise<SharingSaved>
  endLimit: (itemId: ItemId, body: Sent<typeof EndLimit>) => Promise<SharingSaved>
}

export function sharingOfCall(callId: CallId, epoch: number): SharingWay {
  const params = { callId }
  return {
    key: `${callId} ${epoch}`,
    how: 'telephone',
    staysOpen: true,
    view: signal => call(routes.sharing, { params, query: { epoch }, signal }),
    settle: body => call(routes.settleSharing, { params, body: { ...body, epoch } }),
    withdraw: body => call(routes.withdrawSharing, { params, body: { ...body, epoch } }),
    limit: body => call(routes.limitSharing, { params, body: { ...body, epoch } }),
    endLimit: (itemId, body) =>
      call(routes.endLimit, { params: { callId, itemId }, body: { ...body, epoch } }),
  }
}

export function sharingOfPerson(patientId: PatientId, hasAsked: boolean): SharingWay {
  const at = { params: { patientId }, query: hasAsked ? { asked: 'yes' as const } : {} }
  return {
    key: `${patientId} ${hasAsked}`,
    how: '',
    staysOpen: false,
    view: signal => call(routes.sharingShared, { ...at, signal }),
    settle: body => call(routes.settleSharingShared, { ...at, body }),
    withdraw: body => call(routes.withdrawSharingShared, { ...at, body }),
    limit: body => call(routes.limitSharingShared, { ...at, body }),
    endLimit: (itemId, body) => call(routes.endLimitShared, { ...at, params: { patientId, itemId }, body }),
  }
}
