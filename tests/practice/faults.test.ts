import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliveriesOf } from '#server/practice/core/faults.ts'
import { signatureOf } from '#server/practice/webhooks.ts'
import { aHub } from './aHub.ts'
import { aLine, CALLER, KEYS, NUMBER, sdk, twiml } from './aLine.ts'

const VOICE = twiml(
  '<Say>hello</Say>',
  '<Enqueue waitUrl="/wait">care</Enqueue>',
  '<Record timeout="3" recordingStatusCallback="/recording"/>',
)
const WAIT = twiml('<Say>waiting</Say>', '<Pause length="5"/>', '<Leave/>')

describe('the fault injector', () => {
  test('chooses the same for the same seed, whatever else has happened', () => {
    const plan = { statusCallbacks: { duplicate: 0.5, delayMs: 2_000, reorder: 0.5, drop: 0.3 } }
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, key) => {
        const deliveries = deliveriesOf(plan, seed, key)
        expect(deliveriesOf(plan, seed, key)).toEqual(deliveries)
        expect(deliveries.length).toBeLessThanOrEqual(4)
        expect(deliveries.every(delay => delay >= 0)).toBe(true)
      }),
    )
  })

  test('drops, doubles and delays about as often as the plan says', () => {
    const many = Array.from({ length: 4_000 }, (_, i) =>
      deliveriesOf({ statusCallbacks: { drop: 0.25, duplicate: 0.5, delayMs: 100 } }, 7, `k${i}`),
    )
    const dropped = many.filter(d => d.length === 0).length / many.length
    const sent = many.filter(d => d.length > 0)
    const copies = sent.flat().length / sent.length
    const mean = sent.flat().reduce((a, b) => a + b, 0) / sent.flat().length

    expect(dropped).toBeCloseTo(0.25, 1)
    expect(copies).toBeCloseTo(2.5, 0)
    expect(mean).toBeGreaterThan(85)
    expect(mean).toBeLessThan(115)
  })

  test('the same night twice is the same night', async () => {
    const night = async () => {
      const { line, clock } = await aLine(
        { '/voice': VOICE, '/wait': WAIT },
        { seed: 5, faults: { statusCallbacks: { duplicate: 0.5, delayMs: 3_000, drop: 0.3 } } },
      )
      const statuses = []
      for (const last of ['1', '2', '3']) {
        const call = line.phone(`+44770090012${last}`)
        await clock.advance(12_000)
        statuses.push(call.status)
      }
      await clock.advance(60_000)
      const told = line
        .trace()
        .filter(e => e.kind === 'webhook')
        .map(e => [e.at, new URL(String(e.detail.url)).pathname, e.callSid])
      return { statuses, told }
    }
    const [first, second] = [await night(), await night()]

    expect(second).toEqual(first)
  })

  test('reorders: what is held back is overtaken by what came after it', async () => {
    const orderWith = async (reorder: number, seed: number) => {
      const { line, hub, clock } = await aLine(
        { '/hello': twiml('<Pause length="1"/>') },
        { seed, faults: { statusCallbacks: { reorder } } },
      )
      line.handset('+447700900001').setHabit('answer')
      await sdk(line).calls.create({
        to: '+447700900001',
        from: NUMBER,
        url: `${hub.origin}/hello`,
        statusCallback: `${hub.origin}/leg`,
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      })
      await clock.advance(10_000)
      return hub.at('/leg').map(one => one.form.SequenceNumber)
    }
    const orders = []
    for (let seed = 1; seed <= 12; seed++) orders.push((await orderWith(0.5, seed)).join(''))

    expect(await orderWith(0, 1)).toEqual(['0', '1', '2', '3'])
    expect(orders.map(order => [...order].toSorted().join(''))).toEqual(orders.map(() => '0123'))
    expect(new Set(orders).size).toBeGreaterThan(2)
  })

  test.each([
    ['errorAfterWork', { status: 500, code: 20500 }],
    ['timeoutAfterWork', null],
  ] as const)(
    'REST: %s strikes after the work was done, and only what changes something',
    async (fault, told) => {
      const { line, hub } = await aLine({ '/hello': twiml() }, { faults: { rest: { [fault]: 1 } } })
      const client = sdk(line)
      const call = { to: '+447700900001', from: NUMBER, url: `${hub.origin}/hello` }

      const answer = client.calls.create(call).then(
        () => 'made',
        error => error,
      )
      await expect.poll(() => line.calls().length).toBe(1)

      // A carrier that is silent is waited for in vain.
      const silence = new Promise(resolve => setTimeout(() => resolve('nothing'), 500))
      const heard = await (told ? answer : Promise.race([answer, silence]))
      if (told) expect(heard).toMatchObject(told)
      else expect(heard).toBe('nothing')
      expect(line.calls()).toHaveLength(1)
      expect(await client.calls.list()).toHaveLength(1)
    },
  )

  test('voice requests are never doubled, only callbacks', async () => {
    const { line, clock, hub } = await aLine(
      { '/voice': VOICE, '/wait': WAIT },
      { faults: { statusCallbacks: { duplicate: 1 } } },
    )
    const caller = line.phone(CALLER)
    await line.settle()
    caller.hangUp()
    await clock.advance(1_000)

    expect(hub.at('/voice')).toHaveLength(1)
    expect(hub.at('/status')).toHaveLength(4)
  })

  test('a caller may hang up at any step: every such call ends, once, and leaves nothing behind', async () => {
    const { line, clock, hub } = await aLine({ '/voice': VOICE, '/wait': WAIT })
    let step = 1
    for (let wasLast = false; !wasLast && step < 60; step++) {
      line.faults({ hangUpAtStep: step })
      const call = line.phone(CALLER)
      await line.settle()
      await clock.advance(20_000)
      wasLast = !line.trace().some(e => e.kind === 'fault' && e.callSid === call.sid)
      expect(['completed', 'no-answer']).toContain(call.status)
    }
    const ended = hub.at('/status').map(one => one.form.CallSid)

    expect(step).toBeGreaterThan(10)
    expect(new Set(ended).size).toBe(ended.length)
    expect(ended).toHaveLength(line.calls().length)
    expect(line.checkInvariants()).toEqual([])
  })

  test('REST may fail after it has done the work: a call tried again is a second call', async () => {
    const { line, hub } = await aLine({ '/hello': twiml() })
    const call = { to: '+447700900001', from: NUMBER, url: `${hub.origin}/hello` }
    line.failRest('after')
    await expect(sdk(line).calls.create(call)).rejects.toMatchObject({ status: 500, code: 20500 })
    line.failRest('before')
    await expect(sdk(line).calls.create(call)).rejects.toMatchObject({ status: 503 })
    line.failRest('no')
    await sdk(line).calls.create(call)

    expect(line.calls()).toHaveLength(2)
  })

  test('a half-open connection: the hub has answered, nobody hears it, and it is asked again as the address says', async () => {
    const { line, hub, clock } = await aLine(
      { '/voice': VOICE, '/fallback': twiml('<Say>fallback</Say>') },
      { faults: { answers: { lost: 1 } } },
    )
    line.setNumbers([
      {
        number: NUMBER,
        voiceUrl: `${hub.origin}/voice#rc=2&rp=rt`,
        voiceFallbackUrl: `${hub.origin}/fallback`,
        voiceFallbackMethod: 'GET',
      },
    ])
    const caller = line.phone(CALLER)
    await clock.advance(1_000)

    expect(hub.at('/voice').map(({ form }) => form.CallSid)).toEqual([caller.sid, caller.sid, caller.sid])
    expect(caller.heard()).toEqual(['fallback'])
  })

  test('a callback may still go to an older deployment, signed for the address it goes to', async () => {
    const { line, hub } = await aLine({ '/voice': VOICE, '/wait': WAIT })
    const old = await aHub()
    line.faults({ oldDeployment: { origin: old.origin, share: 1 } })
    line.phone(CALLER).hangUp()
    await line.settle()
    const [told] = old.at('/status')
    await old.close()

    const fields = Object.entries(told?.form ?? {})
    expect(hub.at('/status')).toEqual([])
    expect(told?.headers['x-twilio-signature']).toBe(
      signatureOf(KEYS.authToken, `${old.origin}/status`, fields),
    )
  })

  test('the clock of the carrier may be ahead: all that it dates is, and nothing takes longer', async () => {
    const { line, hub, clock } = await aLine({ '/voice': VOICE, '/wait': WAIT })
    const before = clock.now()
    line.faults({ clockAheadMs: 3_600_000 })
    const caller = line.phone(CALLER)
    await clock.advance(5_000)
    caller.hangUp()
    await line.settle()
    const [told] = hub.at('/status')
    const call = await sdk(line).calls(caller.sid).fetch()

    expect(told?.form.CallDuration).toBe('5')
    expect(
      [told?.form.Timestamp, call.endTime.toUTCString()].map(at => Date.parse(at ?? '') - before),
    ).toEqual([3_605_000, 3_605_000])
  })

  test('REST can be asked for too much', async () => {
    const { line, hub } = await aLine({}, { faults: { rest: { tooMany: 1 } } })

    await expect(
      sdk(line).calls.create({ to: '+447700900001', from: NUMBER, url: hub.origin }),
    ).rejects.toMatchObject({ status: 429, code: 20429 })
    expect(line.calls()).toEqual([])
  })

  test('in an outage nothing goes: calls drop, REST and sockets fail; afterwards it works again', async () => {
    const { line } = await aLine({ '/voice': VOICE, '/wait': WAIT })
    const before = line.phone(CALLER)
    await line.settle()
    line.outage(true)
    const during = line.phone(CALLER)
    await line.settle()
    const rest = sdk(line).calls.list()
    await expect(rest).rejects.toThrow()
    line.outage(false)
    const after = line.phone(CALLER)
    await line.settle()

    expect([before.status, during.status, after.status]).toEqual(['completed', 'failed', 'in-progress'])
    expect(line.checkInvariants()).toEqual([])
  })
})
