import { NO_MARKS } from '#shared/record/marks.ts'
import type { EmergencySummary } from '#shared/summary.ts'

type Item = EmergencySummary['parts'][number]['items'][number]

export const anItem = (headline: string, more: Partial<Item> = {}): Item => ({
  title: 'Anything',
  headline,
  lines: [],
  warnings: [],
  word: 'confirmed 5 days ago, Eleanor Swift',
  more: 0,
  ...more,
})

export const aSummary = (more: Partial<EmergencySummary> = {}): EmergencySummary => ({
  asOf: '2026-11-22T02:10:00.000Z',
  version: 12,
  marks: NO_MARKS,
  banner: {
    name: 'Ronald Ashby',
    title: 'Mr',
    birthDate: '1955-03-14',
    age: 71,
    nhsNumber: '9990000018',
    preferredName: 'Ron',
    isProtectedLocation: false,
    isProvisional: false,
    dangers: [],
  },
  parts: [
    {
      title: 'Resuscitation',
      items: [
        anItem('Not for CPR', { lines: ['Paper: kitchen drawer'], warnings: ['Older than the last change'] }),
      ],
      more: 0,
    },
    { title: 'Allergies', items: [anItem('Penicillin', { lines: ['Rash'] })], more: 0 },
  ],
  notRecorded: [],
  notShown: [],
  ...more,
})

export const LINE = { name: 'Wharnley Dale Care Line', phoneNumber: '+441134960001' }
