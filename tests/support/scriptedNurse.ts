import type { SoftphoneClient } from '#server/practice/lineOptions.ts'
import type { BoardCall } from '#shared/calls.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from './aNurse.ts'
import type { FaultHouse } from './faultHouse.ts'

/** A nurse who does what she is told to over HTTP and her browser telephone, and tries again as a person would. */
export type ScriptedNurse = Nurse & {
  name: string
  ready: () => Promise<void>
  claim: (callId: string) => Promise<{ kind: string; by?: string | undefined }>
  /** Takes the call and connects; resolves when the two talk. */
  answer: (callId: string) => Promise<SoftphoneClient>
  end: (callId: string) => Promise<void>
  /** Saves an outcome; resolves when the server says that it is saved. */
  close: (callId: string) => Promise<void>
  connect: (callId: string) => Promise<SoftphoneClient>
}

export async function scriptedNurse(house: FaultHouse, name: string): Promise<ScriptedNurse> {
  const nurse = await aNurse(house.url, name)

  const claim: ScriptedNurse['claim'] = async callId => {
    const reply = await nurse.ask(routes.claimCall, {
      params: { callId },
      body: { commandId: aCommand(), answersBy: 'browser' },
    })
    return reply.kind === 'taken' ? { kind: 'taken', by: reply.by } : { kind: reply.kind }
  }
  const connect: ScriptedNurse['connect'] = async callId => {
    const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
    const softphone = house.phone.softphone(identity)
    await softphone.connect({ callId })
    return softphone
  }
  return {
    ...nurse,
    name,
    ready: async () =>
      void (await nurse.ask(routes.sayReady, { body: { state: 'ready', answersBy: 'browser' } })),
    claim,
    connect,
    answer: async callId => {
      const claimed = await claim(callId)
      if (claimed.kind !== 'claimed') throw new Error(`${name} could not take the call: ${claimed.kind}`)
      const softphone = await connect(callId)
      await until(async () => (await stateOf(nurse, callId)) === 'talking')
      return softphone
    },
    end: async callId =>
      void (await patiently(() => nurse.ask(routes.endCall, { params: { callId }, body: {} }))),
    close: async callId => {
      const { identity, notes } = await patiently(() => nurse.detail(callId))
      const reply = await patiently(() =>
        nurse.ask(routes.closeCall, {
          params: { callId },
          body: {
            kind: 'non_clinical',
            commandId: aCommand(),
            epoch: identity.epoch,
            notesRevision: notes.revision,
            call: 'wrong_number',
            note: '',
          },
        }),
      )
      if (reply.kind !== 'closed') throw new Error(`the outcome was not saved: ${reply.because}`)
    },
  }
}

/** Right after an outage a command may still be refused with "try again in a moment": then she tries again. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (tries >= 40 || !/: 503 /.test(String(error))) throw error
      await new Promise(resolve => setTimeout(resolve, 250))
    }
  }
}

export async function stateOf(nurse: Nurse, callId: string): Promise<BoardCall['state'] | undefined> {
  return (await patiently(() => nurse.board())).calls.find(call => call.callId === callId)?.state
}
