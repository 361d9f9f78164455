import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type Hears, HearsLog } from '#client/patients/hearsLog.ts'
import { Receipt } from '#client/sharing/Receipt.tsx'
import { AT } from './builders.ts'

const change = {
  changeId: '00000000-0000-4000-8000-000000000001',
  at: AT,
  what: 'All sharing was stopped',
  heardBy: 'Maren Oakley',
  receipts: [],
  allTheSame: 'In an emergency it can be opened.',
}
const openInEmergency = ['Kit Crew has it open.']
const shown = (hears?: Hears) =>
  renderToStaticMarkup(
    createElement(HearsLog, { value: hears }, createElement(Receipt, { change, openInEmergency })),
  )

test('a receipt names who has the record open for the person, and not for a caller who may not hear who looked', () => {
  const because = 'It is told to the person themselves.'

  expect(shown()).toContain('Kit Crew')
  expect(shown({ who: 'Elsie', may: true, because })).toContain('Kit Crew')
  const kept = shown({ who: 'Beth', may: false, because })
  expect(kept).not.toContain('Kit Crew')
  expect(kept).toContain('Do not read to Beth who had the record open')
  expect(kept).toContain('In an emergency it can be opened.')
})
