import type { NextFunction, Request, Response, Router } from 'express'
import express from 'express'
import { z } from 'zod'
import { plainSentence } from '#server/platform/fieldSentences.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { PracticeRefusal, PracticeState } from '#shared/practice.ts'
import { PhoneHabit, PlaceCall, PRACTICE_API, PressKeys, SayWords, SendText } from '#shared/practice.ts'
import { isFinal } from './core/callStatus.ts'
import { iso } from './core/dates.ts'
import { isDiallable, toE164, WITHHELD_FORMS } from './core/withheld.ts'
import { handsetAt, toHandsetCall, toHandsetPhone } from './handsets.ts'
import { phoneFromHandset } from './incoming.ts'
import type { Leg } from './leg.ts'
import { endLeg, farEndPresses, farEndSays, pickUp } from './legs.ts'
import { receiveMessage } from './messages.ts'
import { scriptNames } from './readScript.ts'
import { beginScene, sceneOf, scenesOf, stopScene } from './scenes.ts'
import type { World } from './world.ts'
import { tell } from './world.ts'

const CALLS_SHOWN = 30

/** Why something was not done: a value until it reaches the door. */
class Refused extends Error {
  readonly status: number
  readonly refusal: PracticeRefusal
  constructor(status: number, code: PracticeRefusal['code'], message: string) {
    super(message)
    this.status = status
    this.refusal = { code, message }
  }
}

/** What the handset page (and `npm run call`) may do: be any telephone. Only from the line's own pages. */
export function pageRouter(world: World): Router {
  const router = express.Router()
  router.use(PRACTICE_API, (request, _response, next) => {
    if (!isOwnOrigin(world, request.headers.origin))
      throw new Refused(403, 'not-allowed', 'Use the page of this line.')
    next()
  })
  router.use(PRACTICE_API, express.json({ limit: '16kb' }))
  router.get(`${PRACTICE_API}/state`, (_request, response) => void response.json(practiceState(world)))
  router.post(`${PRACTICE_API}/calls`, (request, response) => {
    const { from, to } = read(PlaceCall, request)
    const sent = from === 'withheld' ? from : toE164(from)
    const isKnownForm = sent === 'withheld' || isDiallable(sent) || WITHHELD_FORMS.some(form => form === sent)
    if (!isKnownForm)
      throw new Refused(
        400,
        'bad-request',
        'That is not a telephone number. Use 07700 900123, +44… or withheld.',
      )
    if (to !== undefined && !world.numbers.has(to))
      throw new Refused(404, 'not-found', `Nobody answers ${showPhoneNumber(to)} here. ${answered(world)}`)
    response.status(201).json(toHandsetCall(phoneFromHandset(world, sent, to ?? usualNumber(world, sent))))
  })
  router.get(
    `${PRACTICE_API}/calls/:sid`,
    (request, response) => void response.json(toHandsetCall(callOf(world, request))),
  )
  act('press', PressKeys, (leg, { digits }) => farEndPresses(world, leg, digits))
  act('say', SayWords, (leg, { text }) => farEndSays(world, leg, text))
  act('hang-up', z.strictObject({}), leg => endLeg(world, leg, 'farEnd'))
  act('answer', z.strictObject({}), leg => onlyRinging(leg, () => pickUp(world, leg)))
  act('reject', z.strictObject({}), leg => onlyRinging(leg, () => endLeg(world, leg, 'farEnd', 'busy')))
  router.post(`${PRACTICE_API}/phones/:number`, (request, response) => {
    const number = toE164(request.params.number)
    if (!isDiallable(number)) throw new Refused(400, 'bad-request', 'That is not a telephone number.')
    const phone = Object.assign(handsetAt(world, number), read(PhoneHabit, request))
    tell(world, { type: 'phone', phone: toHandsetPhone(phone) })
    response.json(toHandsetPhone(phone))
  })
  router.post(`${PRACTICE_API}/scenes/:name/:act`, (request, response) => {
    read(z.strictObject({}), request)
    const { name, act } = request.params
    if (!scriptNames().includes(name))
      throw new Refused(404, 'not-found', 'There is no such caller. Reload the page to see who is there.')
    const isPlaying = sceneOf(world, name).state === 'playing'
    if (act === 'begin' && isPlaying)
      throw new Refused(409, 'not-now', 'This caller is on the telephone already. Stop them first.')
    if (act !== 'begin' && act !== 'stop')
      throw new Refused(404, 'not-found', 'There is nothing at this address.')
    response.json(act === 'begin' ? beginScene(world, name) : stopScene(world, name))
  })
  router.post(`${PRACTICE_API}/messages`, (request, response) => {
    const { from, to, body } = read(SendText, request)
    if (!world.numbers.has(to)) throw new Refused(404, 'not-found', 'Nobody reads texts at that number here.')
    receiveMessage(world, from, to, body)
    response.status(201).json(handsetAt(world, from).messages.at(-1))
  })
  router.use(PRACTICE_API, () => {
    throw new Refused(404, 'not-found', 'There is nothing at this address.')
  })
  router.use(PRACTICE_API, (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (error instanceof Refused) response.status(error.status).json(error.refusal)
    else if (isBadBody(error))
      response.status(400).json({ code: 'bad-request', message: 'The body is not JSON.' })
    else next(error)
  })
  return router

  function act<T>(name: string, body: z.ZodType<T>, apply: (leg: Leg, body: T) => void): void {
    router.post(`${PRACTICE_API}/calls/:sid/${name}`, (request, response) => {
      const leg = callOf(world, request)
      const given = read(body, request)
      if (isFinal(leg.status)) throw new Refused(409, 'not-now', 'That call is over.')
      apply(leg, given)
      response.json(toHandsetCall(leg))
    })
  }
}

/** Only pages of the line itself may play its telephones; programs, which send no origin, may too. */
export function isOwnOrigin(world: World, origin: string | undefined): boolean {
  return (
    origin === undefined ||
    origin === world.origin ||
    origin === world.origin.replace('127.0.0.1', 'localhost')
  )
}

export function practiceState(world: World): PracticeState {
  const calls = [...world.legs.values()].filter(leg => leg.party.kind === 'handset').reverse()
  const recent = calls.filter((leg, i) => i < CALLS_SHOWN || !isFinal(leg.status))
  return {
    at: iso(world.clock.now()),
    numbers: [...world.numbers.values()].map(({ number, name, isForTexts }) => ({
      number,
      ...(name !== undefined && { name }),
      ...(isForTexts && { isForTexts }),
    })),
    callers: world.options.callers ?? [],
    atWork: world.options.atWork ?? [],
    calls: recent.map(toHandsetCall),
    phones: [...world.handsets.values()].filter(phone => isDiallable(phone.number)).map(toHandsetPhone),
    scenes: scenesOf(world),
  }
}

/** An invented caller rings the line that knows them; anybody else the line of the first of them, whom the page has chosen as well. */
function usualNumber(world: World, from: string): string | undefined {
  const callers = world.options.callers ?? []
  const own = callers.find(({ number }) => number === from) ?? callers[0]
  return own?.to !== undefined && world.numbers.has(own.to) ? own.to : undefined
}

function answered(world: World): string {
  const lines = [...world.numbers.values()]
    .filter(({ isForTexts }) => !isForTexts)
    .map(({ number, name }) =>
      name === undefined ? showPhoneNumber(number) : `${showPhoneNumber(number)} (${name})`,
    )
  return lines.length === 0 ? 'No line is open here yet.' : `These are answered: ${lines.join(', ')}.`
}

function callOf(world: World, request: Request): Leg {
  const leg = world.legs.get(String(request.params.sid))
  if (leg?.party.kind !== 'handset') throw new Refused(404, 'not-found', 'There is no such call.')
  return leg
}

function onlyRinging(leg: Leg, apply: () => void): void {
  if (leg.direction === 'inbound' || leg.status !== 'ringing')
    throw new Refused(409, 'not-now', 'That call does not ring.')
  apply()
}

function read<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.body ?? {}, { error: plainSentence })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refused(
    400,
    'bad-request',
    `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'This is not as it should be.'}`,
  )
}

function isBadBody(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof Error && 'status' in error && error.status !== 500)
}
