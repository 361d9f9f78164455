import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { realClock } from '#server/practice/clock.ts'
import type { PracticeLine } from '#server/practice/lineOptions.ts'
import { type PlayEvent, playScript } from '#server/practice/playScript.ts'
import { connectToLine } from '#server/practice/remoteLine.ts'
import { callCommand } from '#server/practice/runCallCommand.ts'
import { HandsetCall, PRACTICE_API, PRACTICE_EVENTS, PracticeEvent, PracticeState } from '#shared/practice.ts'
import { aLine, CALLER, MOBILE_NUMBER, NUMBER, twiml } from './aLine.ts'

const MENU = twiml(
  '<Gather numDigits="1" action="/chosen" timeout="60"><Say>Press 1 to leave a message.</Say></Gather>',
)
const CALLERS = [{ name: 'Invented Wife', number: CALLER, note: 'rings about her husband' }]

async function post(line: PracticeLine, where: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${line.origin}${PRACTICE_API}${where}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

describe('the handset page', () => {
  test('phones, hears, presses, speaks and hangs up', async () => {
    const { line } = await aLine(
      { '/voice': MENU, '/chosen': twiml('<Say>Thank you.</Say>', '<Pause length="60"/>') },
      { callers: CALLERS },
    )
    const socket = new WebSocket(line.origin.replace('http', 'ws') + PRACTICE_EVENTS, { origin: line.origin })
    const events: PracticeEvent[] = []
    socket.on('message', data => events.push(PracticeEvent.parse(JSON.parse(String(data)))))
    await expect.poll(() => events.length).toBe(1)
    const { body } = await post(line, '/calls', { from: '07700 900123' }, { origin: line.origin })
    const { sid } = HandsetCall.parse(body)
    await line.settle()
    await post(line, `/calls/${sid}/press`, { digits: '1' })
    await line.settle()
    await post(line, `/calls/${sid}/say`, { text: 'Good night.' })
    const over = await post(line, `/calls/${sid}/hang-up`, {})
    const again = await post(line, `/calls/${sid}/hang-up`, {})
    await expect.poll(() => events.some(e => e.type === 'call' && e.call.status === 'completed')).toBe(true)
    socket.terminate()

    expect(HandsetCall.parse(over.body)).toMatchObject({
      phone: CALLER,
      other: NUMBER,
      status: 'completed',
      direction: 'outgoing',
    })
    expect(events.flatMap(e => (e.type === 'heard' ? `${e.line.who}: ${e.line.text}` : []))).toEqual([
      'line: Press 1 to leave a message.',
      'line: Thank you.',
      'self: Good night.',
    ])
    expect([again.status, again.body.code]).toEqual([409, 'not-now'])
    const state = PracticeState.parse(await (await fetch(`${line.origin}${PRACTICE_API}/state`)).json())
    expect([state.callers, state.numbers.length, state.calls.length]).toEqual([CALLERS, 2, 1])
  })

  test('answers and refuses the telephones that the line rings, and reads and writes texts', async () => {
    const { line, hub, clock } = await aLine({
      '/voice': twiml(`<Dial callerId="${NUMBER}"><Number>+447700900001</Number></Dial>`),
      '/sms': twiml('<Message>Noted.</Message>'),
    })
    line.phone(CALLER)
    const rung = await line.handset('+447700900001').waitForRing()
    const answered = await post(line, `/calls/${rung.sid}/answer`, {})
    const twice = await post(line, `/calls/${rung.sid}/answer`, {})
    const text = await post(line, '/messages', {
      from: '+447700900001',
      to: MOBILE_NUMBER,
      body: 'ACCEPT 4F7',
    })
    await clock.advance(2_000)

    expect(HandsetCall.parse(answered.body)).toMatchObject({
      direction: 'incoming',
      status: 'in-progress',
      phone: '+447700900001',
    })
    expect(twice.status).toBe(409)
    expect(text.status).toBe(201)
    expect(hub.at('/sms')[0]?.form.Body).toBe('ACCEPT 4F7')
    expect(
      line
        .handset('+447700900001')
        .inbox()
        .map(m => m.body),
    ).toEqual(['Noted.'])
  })

  test.each([
    ['/calls', { from: 'nonsense' }, 400],
    ['/calls', { from: CALLER, to: '+441632960999' }, 404],
    ['/calls', { from: CALLER, more: 1 }, 400],
    ['/calls', '{', 400],
    ['/calls/CA00000000000000000000000000000000/say', { text: 'x' }, 404],
    ['/messages', { from: CALLER, to: CALLER, body: 'x' }, 404],
    ['/phones/nobody', { habit: 'ring' }, 400],
    ['/elsewhere', {}, 404],
  ])('refuses %s %j in words', async (where, body, status) => {
    const { line } = await aLine()

    const refused = await post(line, where, body)

    expect(refused.status).toBe(status)
    expect(refused.body.message).toMatch(/\w+/)
  })

  test('is only for the line’s own pages', async () => {
    const { line } = await aLine()
    const strange = { origin: 'https://elsewhere.example' }
    const refused = await post(line, '/calls', { from: CALLER }, strange)
    const socket = new WebSocket(line.origin.replace('http', 'ws') + PRACTICE_EVENTS, strange)
    const failure = await new Promise<Error>(resolve => socket.once('error', resolve))

    expect([refused.status, refused.body.code]).toEqual([403, 'not-allowed'])
    expect(failure.message).toContain('403')
  })

  test('is served with a policy that lets in nothing from elsewhere', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'practice-'))
    writeFileSync(path.join(directory, 'practice.html'), '<!doctype html><title>Practice</title>')
    const { line } = await aLine({}, { pageDirectory: directory, documents: { wait: twiml('<Leave/>') } })
    const page = await fetch(line.origin)
    const document = await fetch(`${line.origin}/documents/wait`)
    const again = await fetch(`${line.origin}/documents/wait`, {
      headers: { 'if-none-match': document.headers.get('etag') ?? '' },
    })

    expect(await page.text()).toContain('Practice')
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'/)
    expect([document.status, document.headers.get('content-type'), again.status]).toEqual([
      200,
      'text/xml; charset=utf-8',
      304,
    ])
  })
})

describe('npm run call', () => {
  const script = (steps: unknown[]) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'script-')), 'script.json')
    writeFileSync(file, JSON.stringify({ title: 'A test', about: 'for a test', steps }))
    return file
  }
  const run = async (...args: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const code = await callCommand(
      args,
      text => out.push(text),
      text => err.push(text),
    )
    return { code, out, err: err.join('\n') }
  }

  test('plays a script and prints every step, in words or as JSON, and says how it went', async () => {
    const { line } = await aLine(
      { '/voice': MENU, '/chosen': twiml('<Say>Thank you.</Say>') },
      { clock: realClock(), callers: [{ name: 'A', number: '+447700900123', to: MOBILE_NUMBER, note: '' }] },
    )
    const good = script([
      { do: 'waitToHear', text: 'press 1', seconds: 5 },
      { do: 'press', digits: '1' },
      { do: 'waitForEnd', seconds: 5 },
      { do: 'expectHeard', text: 'thank you' },
    ])
    const bad = script([{ do: 'waitToHear', text: 'a nurse', seconds: 0.2 }])
    const at = ['--line', line.origin]
    const refused = await Promise.all([
      run('--to', 'the coast', ...at),
      run('--to', '01632 960099', '--script', good, ...at),
      run('--from', 'my sister', ...at),
      run('--script', script([{ do: 'press', digits: 'one' }]), ...at),
      run('--line', 'here'),
    ])
    const [words, json, failed, unknown] = await Promise.all([
      run('--from', '07700900123', '--script', good, '--line', line.origin),
      run('--from', 'withheld', '--script', good, '--line', line.origin, '--json'),
      run('--from', 'withheld', '--script', bad, '--line', line.origin),
      run('--script', 'no-such-script'),
    ])

    expect([words.code, json.code, failed.code, unknown.code]).toEqual([0, 0, 1, 2])
    expect(words.out).toContain('  Line: Thank you.')
    expect(json.out.map(text => JSON.parse(text).kind)).toEqual(
      expect.arrayContaining(['placed', 'step', 'heard', 'status', 'finished']),
    )
    expect(failed.out).toContain('Step 1 failed: did not hear “a nurse”.')
    // Who is known rings the line that knows them, and the first step says which it is.
    expect(words.out[0]).toContain(`phones ${MOBILE_NUMBER}`)
    expect(refused.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2])
    for (const { err } of refused) expect(err).toMatch(/telephone number|answered: |not written as|address/)
    expect(refused.map(({ err }) => err).join()).not.toMatch(/regex|\\d|\^/)
    expect(unknown.err).toContain('There is no script “no-such-script”')
  })

  test('takes a script from any file, and says of one that cannot be played which file, where and what', async () => {
    const { line } = await aLine({ '/voice': twiml('<Say>Hello.</Say>') }, { clock: realClock() })
    const folder = mkdtempSync(path.join(tmpdir(), 'script-'))
    const play = async (name: string, text: string) => {
      const file = path.join(folder, name)
      writeFileSync(file, text)
      return run('--script', file, '--from', 'withheld', '--line', line.origin)
    }
    const whole = { title: 'A test', about: 'for a test', steps: [{ do: 'waitForEnd', seconds: 5 }] }

    expect(await play('no ending', JSON.stringify(whole))).toMatchObject({ code: 0, err: '' })
    expect(await play('broken.txt', '{\n "title": "A test",\n}')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/broken\.txt” is not JSON\. Line 3, column 1: \S/),
    })
    const { code, err } = await play('other', JSON.stringify({ ...whole, about: 1, steps: [{ do: 'wait' }] }))
    expect(code).toBe(2)
    expect(err).toMatch(
      /other” is JSON, but not a script[\s\S]*about: This must be text\.\n {2}step 1, seconds: \S/,
    )
    expect((await run('--script', folder)).err).toContain('cannot be read: it is a folder')
  })

  test('says at once that the line has died, however long the step would have waited', async () => {
    const { line } = await aLine({ '/voice': MENU }, { clock: realClock() })
    const remote = await connectToLine(line.origin)
    const told: PlayEvent[] = []
    const { promise: death, resolve: die } = Promise.withResolvers<void>()
    const dying = { ...remote, onGone: (gone: () => void) => void death.then(gone) }
    const steps = [{ do: 'waitForPerson' as const, seconds: 600 }]

    const isGood = await playScript(dying, { from: 'withheld', to: NUMBER, steps }, event => {
      told.push(event)
      if (event.kind === 'heard') die()
    })
    remote.close()

    expect(isGood).toBe(false)
    expect(told.slice(-2)).toEqual([
      { kind: 'failed', n: 1, because: 'the practice line is gone, and the call with it' },
      { kind: 'finished', status: 'failed' },
    ])
  })

  test('hears of a line that has died, and is told so by what it asks of it', async () => {
    const { line } = await aLine({ '/voice': MENU })
    const remote = await connectToLine(line.origin)
    const gone = new Promise<void>(resolve => remote.onGone(resolve))
    await line.close()

    await gone
    await expect(remote.place('withheld', NUMBER)).rejects.toThrow('the practice line is gone')
  })

  test('says how it is used, and what it does alone', () => {
    const told = spawnSync(process.execPath, ['server/practice/callCommand.ts', '--help'], {
      encoding: 'utf8',
    })

    expect(told.status).toBe(0)
    expect(told.stdout).toMatch(/Alone it plays the script "night"[\s\S]*--script NAME[\s\S]*night/)
  })
})
