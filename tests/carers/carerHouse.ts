import { randomUUID } from 'node:crypto'
import { VisitPage, type WatchedVisit } from '#shared/carers.ts'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import type { Body } from '#shared/record/sections.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { EVERYBODY } from '#tests/access/sharedHouse.ts'
import { type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aTeamOf } from '#tests/dispatch/teamsOfLine.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type Browser, browserAt } from '#tests/support/browser.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

export const ANGELA = E164.parse('+447700900641')
export const CANARIES = ['Larkfield', 'Angela', 'Canary', '12 Thrush Lane', 'liquid twice', 'night.nurse']
const BORN = '1948-03-09'

/** A call about somebody whose wife may be told who is coming, with a team task that a night nurse may accept. */
export type Watching = {
  patientId: PatientId
  contactItem: string
  held: HeldCall
  epoch: number
  teamTaskId: TeamTaskId
}
export type CarerHouse = LineHouse & {
  nurse: Nurse
  goer: Nurse
  watching: (changes?: {
    contact?: Partial<Body<'personalContacts'>>
    entries?: ReturnType<typeof anEntry>[]
    skips?: boolean
    kind?: WorkKind
  }) => Promise<Watching>
  /** What the nurse presses, with the link that was texted. */
  send: (of: Watching, changes?: object) => Promise<{ visitLinkId: string; token: string }>
  asked: (of: Watching, changes?: object) => object
  phone: LineHouse['phone']
  aPhone: () => CarersPhone
  answer: (of: Watching, said: object) => Promise<unknown>
  step: (of: Watching, said: object) => Promise<unknown>
  texts: (number?: string) => string[]
  close: () => Promise<void>
}
export type CarersPhone = Browser & {
  watch: (token: string, digits?: string) => Promise<WatchedVisit>
  page: (token: string, digits?: string) => Promise<VisitPage>
}

const GIVEN = [
  'Ada',
  'Bea',
  'Cleo',
  'Dora',
  'Edie',
  'Fay',
  'Gwen',
  'Hope',
  'Ines',
  'Joy',
  'Kit',
  'Lil',
  'May',
  'Nan',
]

export async function carerHouse(): Promise<CarerHouse> {
  const house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  await aTeamOf(db, lineId, {
    name: 'Canary night nursing',
    kind: 'night_nursing',
    signInName: 'night.nurse',
  })
  await db.run(db.sql`update teams set capacity = 40`)
  const nurse = await aNurse(house.url, 'aroha1')
  const goer = await aNurse(house.url, 'night.nurse')
  let count = 0
  let inHand: Watching | null = null

  const letGo = async () => {
    if (!inHand) return
    const { held, epoch } = inHand
    const { call, notes } = await nurse.detail(held.callId)
    if (call.state === 'talking') await nurse.ask(routes.endCall, { params: held.params, body: {} })
    await nurse.ask(routes.closeCall, {
      params: held.params,
      body: {
        kind: 'clinical',
        commandId: aCommand(),
        epoch,
        notesRevision: notes.revision,
        outcome: OUTCOME,
      },
    })
    inHand = null
  }

  return {
    ...house,
    nurse,
    goer,
    watching: async ({ contact = {}, entries = [], skips = false, kind = 'symptom_visit' } = {}) => {
      await letGo()
      count += 1
      const given = GIVEN[count % GIVEN.length] ?? 'Ada'
      const contactItem = randomUUID()
      const [registrar] = house.north.nurses
      const actor = Actor.parse({
        ...registrar,
        lineId,
        sessionId: randomUUID(),
        role: 'coordinator',
        organisation: 'Test Hospice',
        organisationId: randomUUID(),
        organisationKind: 'hub',
      })
      const angela = {
        name: 'Angela Larkfield',
        relationship: 'wife',
        roles: ['carer' as const],
        phones: [{ number: ANGELA, use: 'mobile' as const }],
        mayBeTold: 'logistics' as const,
        ...contact,
      }
      const patientId = await aPatient(db, actor, {
        identity: { name: { given, family: `Larkfield${count}` }, birthDate: BORN },
        entries: [
          EVERYBODY,
          anEntry('personalContacts', angela, { itemId: contactItem }),
          anEntry('addresses', { kind: 'main', lines: ['12 Thrush Lane'], postcode: 'BD16 4XX' }),
          ...entries,
        ],
      })
      const held = await talkingTo(house, nurse, `+4477009005${String(count).padStart(2, '0')}`)
      const { identity } = await nurse.detail(held.callId)
      await nurse.ask(routes.confirmIdentity, {
        params: held.params,
        body: {
          commandId: aCommand(),
          epoch: identity.epoch,
          patientId,
          said: skips ? {} : { name: `${given} Larkfield${count}`, birthDate: BORN, address: 'BD16 4XX' },
          caller: { name: 'Angela Larkfield', relationship: 'wife' },
          ...(skips ? { skippedBecause: 'no time to ask' } : {}),
        },
      })
      const { epoch } = (await nurse.detail(held.callId)).identity
      const raised = await nurse.ask(routes.raiseTeamTask, {
        params: held.params,
        body: { epoch, commandId: aCommand(), kind, urgency: 'U2', why: 'She has given the liquid twice' },
      })
      if (raised.kind !== 'raised') throw new Error(raised.because)
      inHand = { patientId, contactItem, held, epoch, teamTaskId: raised.teamTask.teamTaskId }
      return inHand
    },
    asked: askedOf,
    send: async (of, changes = {}) => {
      const number = 'number' in changes ? String(changes.number) : ANGELA
      const before = textsTo(house, number).length
      const sent = await nurse.ask(routes.sendVisitLink, {
        params: of.held.params,
        body: askedOf(of, changes) as never,
      })
      if (sent.kind !== 'sent') throw new Error(sent.because)
      const token = await until(async () => {
        const text = textsTo(house, number)
          .slice(before)
          .find(body => body.includes('/v#'))
        return /\/v#(\w{22})/.exec(text ?? '')?.[1]
      })
      return { visitLinkId: sent.link.visitLinkId, token }
    },
    aPhone: () => {
      const browser = browserAt(house.url)
      const watch: CarersPhone['watch'] = async (token, digits) => {
        const { status, body } = await browser.post('/api/visit', { token, ...(digits ? { digits } : {}) })
        if (status !== 200) throw new Error(`the carer was answered ${status} ${JSON.stringify(body)}`)
        return routes.watchVisit.reply.parse(body)
      }
      return {
        ...browser,
        watch,
        page: async (token, digits) => {
          const watched = await watch(token, digits)
          if (watched.kind !== 'open') throw new Error(`the page is ${watched.kind}`)
          return VisitPage.parse(watched.page)
        },
      }
    },
    answer: async ({ teamTaskId }, said) => {
      await until(async () => {
        const row = (await nurse.board()).teamTasks.find(task => task.teamTaskId === teamTaskId)
        return row?.offer
      })
      return goer.ask(routes.answerTeamTask, {
        params: { teamTaskId },
        body: { commandId: aCommand(), offer: 1, ...said } as never,
      })
    },
    step: ({ teamTaskId }, said) =>
      goer.ask(routes.progressTeamTask, {
        params: { teamTaskId },
        body: { commandId: aCommand(), at: new Date().toISOString(), ...said } as never,
      }),
    texts: (number = ANGELA) => textsTo(house, number),
  }
}

const textsTo = (house: LineHouse, number: string) =>
  house.phone
    .handset(number)
    .inbox()
    .map(({ body }) => body)

function askedOf({ epoch, contactItem, teamTaskId }: Watching, changes: object = {}): object {
  return {
    epoch,
    commandId: aCommand(),
    contactItem,
    number: ANGELA,
    teamTaskIds: [teamTaskId],
    agreed: [{ phrase: 'asked' }, { phrase: 'as_said' }, { phrase: 'any_time' }],
    language: 'en',
    saidYes: 'Yes please, do',
    wantsTexts: true,
    ...changes,
  }
}

const OUTCOME = {
  reason: 'pain' as const,
  found: '',
  advice: '',
  disposition: 'district_nurse' as const,
  whereAfter: 'usual_home' as const,
  next: '',
  callBack: { needed: false as const },
}
export const VISITED = {
  found: 'Sore and restless',
  done: 'Charted dose given',
  plan: null,
  nextReview: null,
  askOfLine: null,
}
