import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { NOTHING_TYPED } from '#client/people/core/registerForm.ts'
import { RegisterFields } from '#client/people/RegisterFields.tsx'
import { agreedOf } from '#server/patients/core/agreed.ts'
import { aReading } from '#tests/patients/core/entries.ts'

// A message that somebody leaves is recorded whatever they agreed to: what is asked at registration is no wider than what is kept.
test('the registration form asks for recording in the words in which the record tells what was agreed', () => {
  const offer = { organisations: [], own: null }
  const form = { ...NOTHING_TYPED, organisationId: '' }
  const asked = renderToStaticMarkup(
    createElement(RegisterFields, { form, offer, errors: [], onChange() {} }),
  )

  const [told] = agreedOf(aReading([])).flatMap(({ about, says }) => (about === 'recording' ? says : []))

  expect(told).toBe('Not yet asked about calls with a nurse being recorded.')
  expect(asked).toContain('To calls with a nurse being recorded')
})
