import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Stale } from '#client/access/Stale.tsx'
import { call, callFile } from '#client/api/call.ts'
import { noteSignIn, whenSessionOver } from '#client/api/sessionOver.ts'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { LostCall } from '#client/board/LostCall.tsx'
import { PageTitle } from '#client/board/PageTitle.tsx'
import { LetRest } from '#client/outcomes/LetRest.tsx'
import { saveWords } from '#client/outcomes/useClose.ts'
import { RetractItem } from '#client/patients/RetractItem.tsx'
import { UNHEARD_WORDS } from '#client/ui/core/unheard.ts'
import { routes } from '#shared/routes.ts'
import { AT, aBoard, aCall, aTask, GRACE, PRIYA } from './builders.ts'

const text = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('what a page says that can send nothing', () => {
  const closed = { isStale: true, onClose: () => undefined }
  const letRest = () =>
    createElement(LetRest, { saved: { callId: aCall().callId, epoch: 1, about: '' }, ...closed })
  const places: Record<string, () => ReactNode> = {
    'to let a call rest': letRest,
    'to mark as entered in error': () =>
      createElement(RetractItem, {
        item: { title: 'Allergies', headline: 'Penicillin', lines: [] } as never, // what is read of it
        isBusy: false,
        problem: null,
        onRetract: () => undefined,
        ...closed,
      }),
    'over a record': () => createElement(Stale),
    'in the title of the page': () => createElement(PageTitle, { waiting: 0, late: 0, isStale: true }),
  }
  const says = (place: () => ReactNode, isSignedOut: boolean) =>
    text(
      renderToStaticMarkup(
        createElement(SignInAgain, { value: { ask: () => undefined, isSignedOut, times: 0 } }, place()),
      ),
    )

  test.each(Object.entries(places))(
    '%s: whoever is signed out is not told to wait for the server',
    (_, place) => {
      expect(says(place, true)).toMatch(/You have been signed out|Signed out · /)
      expect(says(place, true)).not.toMatch(/server/i)
      expect(says(place, false)).toMatch(/We cannot hear the server|Server not heard · /)
    },
  )

  test('a colleague who calls for help stands before everything in the title, then the server, then a child who calls', () => {
    const title = (over: Partial<Parameters<typeof PageTitle>[0]>) =>
      says(() => createElement(PageTitle, { waiting: 2, late: 1, isStale: false, ...over }), false).trim()

    expect(title({ isHelp: true, isStale: true, isChild: true })).toBe('HELP: a colleague · Goldthread')
    expect(title({ isStale: true, isChild: true })).toContain('Server not heard')
    expect(title({ isChild: true })).toBe('A child is calling · Goldthread')
    expect(title({})).toBe('(2) Call waiting · Goldthread')
  })

  test('a window over the page has the way to sign in beside what cannot be pressed', () => {
    expect(says(letRest, true)).toContain('You have been signed out. Sign in again')
    expect(says(letRest, false)).not.toContain('Sign in again')
  })

  test('the button that saves an outcome says why it does not', () => {
    const words = (['signed_out', 'not_heard'] as const).map(why =>
      saveWords('open', UNHEARD_WORDS[why].notNow, 'Save'),
    )

    expect([...words, saveWords('open', null, 'Save')]).toEqual([
      'Not now: you have been signed out',
      'Not now: we cannot hear the server',
      'Save',
    ])
  })
})

describe('an answer that nobody is signed in any more', () => {
  afterEach(() => void vi.unstubAllGlobals())
  const answers = (status: number, code: string) =>
    vi.stubGlobal('fetch', async () => Response.json({ code, message: 'No.', requestId: 'r' }, { status }))
  const told = async (ask: () => Promise<unknown>) => {
    let times = 0
    const stop = whenSessionOver(() => {
      times += 1
    })
    await ask().catch(() => undefined)
    stop()
    return times
  }

  test.each<[string, () => Promise<unknown>]>([
    ['a load', () => call(routes.callsAboutNobody)],
    ['a command', () => call(routes.sayReady, { body: { state: 'ready', answersBy: 'browser' } })],
    ['a file', () => callFile(routes.pdfByCode, { body: { code: 'ABC234' } })],
  ])('is told to the page, whatever was asked: %s', async (_, ask) => {
    answers(401, 'not_signed_in')

    expect(await told(ask)).toBe(1)
  })

  test.each([
    [401, 'wrong_sign_in'],
    [403, 'not_allowed'],
    [503, 'database_unavailable'],
  ])('is no other refusal: %s %s', async (status, code) => {
    answers(status, code)

    expect(await told(() => call(routes.callsAboutNobody))).toBe(0)
  })

  test('is old, and told to nobody, when somebody has signed in since it was asked', async () => {
    answers(401, 'not_signed_in')

    const late = await told(() => {
      const asked = call(routes.callsAboutNobody)
      noteSignIn()
      return asked
    })

    expect([late, await told(() => call(routes.callsAboutNobody))]).toEqual([0, 1])
  })
})

describe('a call that is hers no more', () => {
  const call = aCall({ state: 'wrapup', claimedBy: { staffId: GRACE, name: 'Grace Obi' } })
  const { callId } = call
  const priya = { staffId: PRIYA, name: 'Priya Nair' }
  const became = (board: Parameters<typeof aBoard>[0], was = call) =>
    text(
      renderToStaticMarkup(
        createElement(LostCall, { call: was, board: aBoard(board), me: GRACE, onDone: () => undefined }),
      ),
    )

  test.each<[string, string]>([
    ['wrapup', 'Priya Nair has it now, and writes its outcome.'],
    ['talking', 'Priya Nair has it now.'],
  ])('with a colleague, %s', (state, words) => {
    expect(became({ calls: [aCall({ callId, state: state as 'talking', claimedBy: priya })] })).toContain(
      words,
    )
  })

  test('back in the queue, and at the on-call phones', () => {
    const back = aCall({ callId, wasCutOff: true })

    expect(became({ calls: [back] })).toContain('The caller waits again, in front.')
    expect(became({ calls: [{ ...back, wasCutOff: false }] })).toContain('The caller waits again.')
    expect(became({ calls: [{ ...back, state: 'oncall_ringing' }] })).toContain('The on-call phones ring')
  })

  test('over, with what is owed and who owes it', () => {
    const owner = { kind: 'nurse' as const, ...priya }

    expect(became({ tasks: [aTask({ callId })] })).toContain('It is over. Owed: call back, with the desk.')
    expect(became({ tasks: [aTask({ callId, kind: 'hear_voicemail', owner })] })).toContain(
      'It is over. Owed: hear message, with Priya Nair.',
    )
    expect(became({ tasks: [aTask()] })).toContain('It is over, and nothing of it is owed.')
    expect(became({}, { ...call, isCallBack: true })).toContain('What it was for stands in Owed')
  })

  test('over, with its outcome saved', () => {
    const board = { ...aBoard(), left: [{ ...call, state: 'closed' as const, outcomeSavedAt: AT }] }

    const words = text(
      renderToStaticMarkup(createElement(LostCall, { call, board, me: GRACE, onDone: () => undefined })),
    )

    expect(words).toContain('01632 960 123 · It is over, and its outcome is saved.')
  })
})
