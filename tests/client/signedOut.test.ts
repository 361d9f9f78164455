import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Stale } from '#client/access/Stale.tsx'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { PageTitle } from '#client/board/PageTitle.tsx'
import { LetRest } from '#client/outcomes/LetRest.tsx'
import { saveWords } from '#client/outcomes/useClose.ts'
import { RetractItem } from '#client/patients/RetractItem.tsx'
import { UNHEARD_WORDS } from '#client/ui/core/unheard.ts'
import { aCall } from './builders.ts'

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
