import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DEFAULT_OVERRIDES,
  parseOverrides,
  withoutFragment,
} from '#server/practice/core/connectionOverrides.ts'
import { type Answers, aHub } from './aHub.ts'
import { aLine, CALLER, NUMBER, twiml } from './aLine.ts'

const HELLO = twiml('<Say>hello</Say>')
const SORRY = 'We are sorry, an application error has occurred. Goodbye.'

describe('connection overrides', () => {
  test.each([
    ['http://h/', DEFAULT_OVERRIDES],
    ['http://h/#', DEFAULT_OVERRIDES],
    [
      'http://h/#ct=1500&rt=3000&tt=8000&rc=2&rp=ct,rt,5xx',
      { connectMs: 1500, readMs: 3000, totalMs: 8000, retries: 2, retryOn: new Set(['5xx', 'ct', 'rt']) },
    ],
    ['http://h/#ct=99&rt=15001&rc=6&tt=x', DEFAULT_OVERRIDES],
    ['http://h/#rp=all', { retryOn: new Set(['4xx', '5xx', 'ct', 'rt']) }],
    ['http://h/#e=dublin,frankfurt&sni=n', { edges: ['dublin', 'frankfurt'], serverName: false }],
  ])('of %s', (url, expected) => {
    expect(parseOverrides(url).overrides).toEqual({ ...DEFAULT_OVERRIDES, ...expected })
  })

  test('a retry policy that does not exist is warned of and not obeyed', () => {
    expect(parseOverrides('http://h/#rp=maybe')).toEqual({ overrides: DEFAULT_OVERRIDES, warnings: [11243] })
  })

  test('no fragment makes the carrier wait longer than 15 s or try more than five times again', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const { overrides } = parseOverrides(`http://h/#${text}`)
        expect(overrides.retries).toBeLessThanOrEqual(5)
        expect(Math.max(overrides.totalMs, overrides.readMs)).toBeLessThanOrEqual(15_000)
        expect(withoutFragment(`http://h/#${text}`)).toBe('http://h/')
      }),
    )
  })
})

describe('a hub that does not answer as it should', () => {
  const heardWith = async (voice: Answers, fragment = '', advance = 0) => {
    const { line, hub, clock } = await aLine(voice)
    line.setNumbers([
      {
        number: NUMBER,
        voiceUrl: `${hub.origin}/voice${fragment}`,
        voiceFallbackUrl: `${hub.origin}/fallback`,
      },
    ])
    const call = line.phone(CALLER)
    if (advance > 0) await clock.advance(advance)
    await line.settle()
    return { heard: call.heard(), hub, line, call }
  }
  const status =
    (code: number): Answers[string] =>
    (_asked, response) => {
      response.status(code).end()
      return undefined
    }

  test.each([
    ['500', status(500), '11200'],
    ['404', status(404), '11200'],
    ['not XML', '<Response><Say>', '12100'],
    ['another root', '<Answer/>', '12102'],
    ['nothing', '', '11770'],
    ['too much', twiml(`<Say>${'a'.repeat(65 * 1024)}</Say>`), '11750'],
  ])('answers %s: the fallback takes over and is told why', async (_name, voice, code) => {
    const { heard, hub } = await heardWith({ '/voice': voice, '/fallback': HELLO })

    expect(heard).toEqual(['hello'])
    expect(hub.at('/fallback')[0]?.form).toMatchObject({ ErrorCode: code, ErrorUrl: `${hub.origin}/voice` })
  })

  test('without a content type it is an error, as plain text it is read aloud', async () => {
    const bare = await heardWith({
      '/voice': (_asked, response) => {
        response.writeHead(200).end('words')
        return undefined
      },
    })
    const plain = await heardWith({
      '/voice': (_asked, response) => {
        response.type('text/plain').send('Just words.')
        return undefined
      },
    })
    const json = await heardWith({
      '/voice': (_asked, response) => {
        response.json({})
        return undefined
      },
      '/fallback': HELLO,
    })

    expect(bare.heard).toEqual([SORRY])
    expect(plain.heard).toEqual(['Just words.'])
    expect(json.hub.at('/fallback')[0]?.form.ErrorCode).toBe('12300')
  })

  test('when the fallback fails too, the caller hears an apology and the call ends', async () => {
    const { heard, call, line } = await heardWith({ '/voice': status(500), '/fallback': status(500) })

    expect(heard).toEqual([SORRY])
    expect(call.status).toBe('completed')
    expect(line.checkInvariants()).toEqual([])
  })

  test('each try goes out by the next edge of the list, as the trace shows', async () => {
    const { line } = await heardWith({ '/voice': status(503) }, '#e=dublin,frankfurt&rc=2&rp=5xx')

    const edges = line
      .trace()
      .filter(one => one.kind === 'webhook' && one.detail.kind === 'voice')
      .map(one => one.detail.edge)
    expect(edges.slice(0, 3)).toEqual(['dublin', 'frankfurt', 'dublin'])
  })

  test('a 5xx is retried only when the address asks for it', async () => {
    const once = await heardWith({ '/voice': status(503), '/fallback': HELLO })
    const thrice = await heardWith({ '/voice': status(503), '/fallback': HELLO }, '#rc=2&rp=5xx')

    expect(once.hub.at('/voice')).toHaveLength(1)
    expect(thrice.hub.at('/voice')).toHaveLength(3)
    const tokens = thrice.hub.at('/voice').map(one => one.headers['i-twilio-idempotency-token'])
    expect(new Set(tokens).size).toBe(1)
  })

  /** How often a hub that hangs up before it answers is tried. */
  const triesAt = async (fragment: string) => {
    const { line, hub, clock } = await aLine({ '/fallback': HELLO })
    const gone = await aHub({})
    const { origin } = gone
    await gone.close()
    line.setNumbers([
      { number: NUMBER, voiceUrl: `${origin}/voice${fragment}`, voiceFallbackUrl: `${hub.origin}/fallback` },
    ])
    const call = line.phone(CALLER)
    await line.settle()
    await clock.advance(20_000)
    const tries = line
      .trace()
      .filter(one => one.kind === 'webhook' && String(one.detail.url).startsWith(origin)).length
    return { tries, heard: call.heard() }
  }

  test.each([
    ['', 2],
    ['#rc=0', 1],
    ['#rc=3', 4],
    ['#rc=3&rp=5xx', 1],
    ['#rc=2&rp=all', 3],
  ])(
    'a connection that is refused is tried as often as %j asks, and then the fallback comes',
    async (fragment, tries) => {
      expect(await triesAt(fragment)).toEqual({ tries, heard: ['hello'] })
    },
  )

  test.each([
    ['', 1],
    ['#rc=2&rp=4xx', 3],
    ['#rc=2&rp=all', 3],
    ['#rc=2&rp=5xx,ct,rt', 1],
  ])('a 404 is tried as often as %j asks', async (fragment, tries) => {
    const { hub } = await heardWith({ '/voice': status(404), '/fallback': HELLO }, fragment)

    expect(hub.at('/voice')).toHaveLength(tries)
  })

  test('nothing takes longer than the time for all tries together', async () => {
    const never = () => new Promise<string>(() => {})
    const { hub } = await heardWith(
      { '/voice': never, '/fallback': HELLO },
      '#rt=4000&rc=5&rp=rt&tt=9000',
      9_100,
    )

    expect(hub.at('/voice')).toHaveLength(3)
    expect(hub.at('/fallback')).toHaveLength(1)
  })

  test('a hub that is silent is given the time it asked for, then the fallback comes', async () => {
    const never = () => new Promise<string>(() => {})
    const { heard, hub } = await heardWith(
      { '/voice': never, '/fallback': HELLO },
      '#rt=3000&rc=2&rp=rt&tt=7000',
      7_100,
    )

    expect(hub.at('/voice')).toHaveLength(3)
    expect(heard).toEqual(['hello'])
    expect(hub.at('/fallback')[0]?.form.ErrorCode).toBe('11205')
  })

  test('redirects are followed ten times and no further, and cookies come back', async () => {
    const hop =
      (n: number): Answers[string] =>
      (_asked, response) => {
        response.cookie(`hop${n}`, 'yes')
        response.redirect(n < 10 ? `/hop${n + 1}` : '/hop1')
        return undefined
      }
    const hops = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`/hop${i + 1}`, hop(i + 1)]))
    const endless = await heardWith({ '/voice': hop(0), ...hops, '/fallback': HELLO })
    const short = await heardWith({ '/voice': hop(9), '/hop10': HELLO })

    expect(endless.hub.at('/fallback')[0]?.form.ErrorCode).toBe('11215')
    expect(endless.hub.at('/fallback')[0]?.headers.cookie).toContain('hop3=yes')
    expect(short.heard).toEqual(['hello'])
  })
})

describe('a document fetched by GET', () => {
  const circle = twiml('<Say>music</Say>', '<Redirect method="GET">/music</Redirect>')
  const cached = async (headers: Record<string, string>) => {
    const { line, hub } = await aLine({
      '/voice': twiml('<Say>hello</Say>', '<Redirect method="GET">/music</Redirect>'),
      '/music': (asked, response) => {
        response.set(headers)
        if (asked.headers['if-none-match'] !== '"same"') return circle
        response.status(304).end()
        return undefined
      },
    })
    const caller = line.phone(CALLER)
    await line.settle()
    return { times: hub.at('/music').length, heard: caller.heard().length - 1 }
  }

  test('is not fetched again while it is fresh', async () => {
    const { times, heard } = await cached({ 'Cache-Control': 'public, max-age=60', ETag: '"fresh"' })

    expect(times).toBe(1)
    expect(heard).toBeGreaterThan(5)
  })

  test('is asked for again when it may have changed, and played again when it has not', async () => {
    const { times, heard } = await cached({ 'Cache-Control': 'no-cache', ETag: '"same"' })

    expect(times).toBeGreaterThan(5)
    expect(heard).toBe(times)
  })
})

test('whether a retry carries the same idempotency token can be chosen', async () => {
  const { line, hub } = await aLine({}, { idempotencyTokenSameOnRetry: false })
  line.setNumbers([{ number: NUMBER, voiceUrl: `${hub.origin}/voice#rc=2&rp=5xx` }])
  hub.answers['/voice'] = (_asked, response) => {
    response.status(503).end()
    return undefined
  }
  line.phone(CALLER)
  await line.settle()

  expect(new Set(hub.at('/voice').map(one => one.headers['i-twilio-idempotency-token'])).size).toBe(3)
})
