import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { callIdOf } from '#server/line/callIdOf.ts'
import { CommandId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { sid } from './heldCalls.ts'
import type { Latencies } from './latencies.ts'
import { took } from './load.ts'
import type { BenchLine, BenchNurse } from './people.ts'
import { patientIdOf, phoneOf } from './population.ts'
import { askAs } from './rows/ask.ts'
import { keys, type Setting } from './setting.ts'
import { conferenceForm, type Form, voiceForm } from './webhookSender.ts'

export type Measured = {
  incoming: Latencies
  webhooks: Latencies
  commands: Latencies
  /** When a webhook was sent that a console should show: a call and the state it leads to. */
  sent: Map<string, number>
}

/** The number of webhooks in a call's whole life, below. */
export const WEBHOOKS = 15

/**
 * One call from ring to record in about two and a half seconds: fifteen webhooks in the order in which they come, and the six
 * commands of the nurse, who answers by her own telephone. Each step begins at its time, or when the one before is done.
 */
export async function wholeCall(
  setting: Setting,
  line: BenchLine,
  nurse: BenchNurse,
  person: { name: string; birthDate: string },
  measured: Measured,
): Promise<void> {
  const [caller, leg, room] = [sid('CA'), sid('CA'), sid('CF')]
  const callId = callIdOf(caller)
  const { accountSid } = keys
  const begin = performance.now()
  const until = async (ms: number) => {
    const wait = begin + ms - performance.now()
    if (wait > 1) await pause(wait)
  }
  const of = { accountSid, from: phoneOf(nurse.patient), to: line.number }
  const below = `${line.lineId}/${callId}`
  const hook = async (at: number, path: string, form: Form, into?: Latencies) => {
    await until(at)
    const ms = await took(() => setting.webhook(path, form))
    measured.webhooks.add(ms)
    into?.add(ms)
  }
  const callerForm = (status: string) => voiceForm({ ...of, sid: caller, status })
  const nurseForm = (status: string): Form => ({
    ...voiceForm({ accountSid, sid: leg, from: line.number, to: '+447700900002', status }),
    Direction: 'outbound-api',
  })
  const roomForm = (event: string, sequence: number, label?: 'lead' | 'caller') =>
    conferenceForm({
      sid: room,
      accountSid,
      name: `care-${callId}`,
      event,
      sequence,
      ...(label ? { leg: { label, sid: label === 'lead' ? leg : caller } } : {}),
    })
  const ask = async (at: number, work: () => Promise<unknown>) => {
    await until(at)
    measured.commands.add(await took(work))
  }
  const params = { callId }
  const commandId = () => CommandId.parse(randomUUID())

  measured.sent.set(`${callId} greeting`, performance.now())
  await hook(0, 'incoming', callerForm('ringing'), measured.incoming)
  await hook(100, `${below}/wait`, { ...callerForm('in-progress'), QueuePosition: '1', QueueTime: '0' })
  await ask(250, () => askAs(setting, nurse, routes.candidates, { params }))
  await ask(400, () =>
    askAs(setting, nurse, routes.claimCall, { params, body: { commandId: commandId(), answersBy: 'phone' } }),
  )
  await hook(500, `${below}/nurse/1/status`, { ...nurseForm('initiated'), SequenceNumber: '0' })
  await hook(600, `${below}/nurse/1/status`, { ...nurseForm('ringing'), SequenceNumber: '1' })
  await hook(700, `${below}/nurse/1`, nurseForm('in-progress'))
  await hook(750, `${below}/nurse/1/status`, { ...nurseForm('in-progress'), SequenceNumber: '2' })
  await hook(850, `${below}/nurse/1/pressed`, { ...nurseForm('in-progress'), Digits: '1' })
  await hook(950, `${below}/room/1`, roomForm('participant-join', 1, 'lead'))
  await until(1100)
  measured.sent.set(`${callId} talking`, performance.now())
  await hook(1100, `${below}/room/1`, roomForm('participant-join', 2, 'caller'))
  await hook(1120, `${below}/room/1`, roomForm('conference-start', 3))
  const said = { name: person.name, birthDate: person.birthDate }
  await ask(1250, () =>
    askAs(setting, nurse, routes.confirmIdentity, {
      params,
      body: {
        commandId: commandId(),
        epoch: 0,
        patientId: PatientId.parse(patientIdOf(nurse.patient)),
        said,
        caller: { name: 'A daughter', relationship: 'daughter' },
      },
    }),
  )
  await ask(1400, () => askAs(setting, nurse, routes.openRecord, { params, query: { epoch: '1' } }))
  await ask(1600, () =>
    askAs(setting, nurse, routes.saveNotes, { params, body: { text: 'Breathless since two.', revision: 0 } }),
  )
  await hook(1800, `${below}/room/1`, roomForm('participant-leave', 4, 'caller'))
  await hook(1850, 'status', { ...callerForm('completed'), SequenceNumber: '0', CallDuration: '2' })
  await hook(1900, `${below}/room/1`, roomForm('participant-leave', 5, 'lead'))
  await hook(1950, `${below}/room/1`, roomForm('conference-end', 6))
  await hook(2000, `${below}/nurse/1/status`, { ...nurseForm('completed'), SequenceNumber: '3' })
  await ask(2300, () =>
    askAs(setting, nurse, routes.closeCall, {
      params,
      body: {
        kind: 'clinical',
        commandId: commandId(),
        epoch: 1,
        notesRevision: 1,
        outcome: {
          reason: 'breathlessness',
          found: 'Breathless since two, frightened.',
          advice: 'Sit her up, open the window, the oxygen as it is.',
          disposition: 'advice_only',
          whereAfter: 'usual_home',
          next: 'Ring again if it gets worse.',
          callBack: { needed: false },
        },
      },
    }),
  )
}
