import { randomUUID } from 'node:crypto'
import { type ringWithKey, sendMessages } from '#server/messages/sendMessage.ts'
import type { Config } from '#server/platform/config.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { PracticeLineOptions } from '#server/practice/lineOptions.ts'
import { MessageId, type StaffId, TeamTaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

export const TEXTS = PRACTICE_SMS_FROM
export const NURSE = '+447700900555'
export const SECOND = '+447700900556'

type Wanted = Parameters<typeof ringWithKey>[2]
export type Row = {
  id: string
  kind: string
  state: string
  words: string
  code: number | null
  because: string | null
  carrierSid: string | null
  toNumber: string
  template: string
  answerCode: string | null
}
export type Answer = {
  sourceKey: string
  lineId: string | null
  messageId: string | null
  fromStaff: string | null
  via: string
  said: { kind: string; code?: string | null }
  words: string | null
}

/** A house, its telephone, and a nurse of a community team with a mobile. */
export type MessageHouse = LineHouse & {
  nurse: Actor
  second: Actor
  /** Asks for one as whoever needs it would; answers the id that it has if it is new. */
  want: (kind: 'text' | 'ring_with_key', changes?: Partial<Wanted>) => Promise<MessageId>
  rows: () => Promise<Row[]>
  row: (id: MessageId) => Promise<Row | undefined>
  answers: () => Promise<Answer[]>
}

export async function messageHouse(
  options: Partial<PracticeLineOptions> = {},
  settings: Partial<Config> = {},
): Promise<MessageHouse> {
  const house = await lineHouse(options, settings)
  const { db } = house.database
  const { sql } = db
  const withPhone = async (signInName: string, number: string) => {
    const one = await aColleague(db, house.north.lineId, {
      signInName,
      organisation: 'Moor Team',
      kind: 'community_nursing',
    })
    await db.run(sql`update staff set phone_number = ${number} where id = ${one.staffId}`)
    return one
  }
  const nurse = await withPhone('dana', NURSE)
  const second = await withPhone('edvin', SECOND)
  const rows = () =>
    db.run(sql<Row[]>`
      select id, kind, state, words, code, because, carrier_sid, to_number, template, answer_code
      from messages order by created_at, id`)
  return {
    ...house,
    nurse,
    second,
    rows,
    row: async id => (await rows()).find(one => one.id === id),
    answers: () =>
      db.run(sql<Answer[]>`
        select source_key, line_id, message_id, from_staff, via, said, words from message_answers order by at, source_key`),
    want: async (kind, changes = {}) => {
      const messageId = MessageId.parse(randomUUID())
      const wanted: Wanted = {
        messageId,
        key: `test/${messageId}`,
        to: { staffId: nurse.staffId as StaffId },
        number: NURSE,
        template: kind === 'text' ? 'task_offered' : 'ring_task',
        params: { code: '4F7', urgency: 'urgency 1', by: '02:30' },
        at: new Date().toISOString(),
        teamTaskId: TeamTaskId.parse(randomUUID()),
        ...changes,
      }
      await db.run(
        sql`with ${sendMessages(sql, house.north.lineId, [{ ...wanted, kind }], sql`true`)} select 1`,
      )
      house.house.deps.wakeTicker()
      return messageId
    },
  }
}
