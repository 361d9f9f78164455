import { describe, expect, test } from 'vitest'
import { refusedBecause } from '#server/patients/core/entryToWrite.ts'
import { tellsDoorCode, tellsDoorCodeOfHome, tellsHowToEnter } from '#shared/doorCode.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { entry, NOW, PERSON } from './entries.ts'

describe('a code that opens a home', () => {
  test.each([
    'Keysafe by the back door, 4521',
    'key safe: 4 5 2 1',
    'Lock-box under the sill (0192)',
    'The gate code is C1987Y',
    'PIN for the main entrance 7788',
    'code to the door - 246810',
    'Keysafe 4521. Ring Ann 07700 900123.',
    'Gate 4521',
    'Keybox 4521',
    'Key box 4521',
    'Lockbox 45-21',
    'Door: C1987Y',
    'Entry keypad 1987',
    'Code 4521 for the keysafe',
    'code C1987Y on the gate',
    'press 4521# at the entryphone',
    'It is 4521 on the box by the door',
    'Flat entry code is star 4521',
    'Keysafe: four five two one',
  ])('is seen in: %s', text => {
    expect(tellsDoorCode(text)).toBe(true)
    expect(tellsDoorCodeOfHome(text)).toBe(true)
    expect(tellsDoorCode({ text: 'Nothing', deep: [{ note: text }] })).toBe(true)
  })

  test.each([
    'There is a keysafe: ask the line for the code.',
    'Keysafe not working, ring Ann 07700 900123',
    'Combination of paracetamol 1000 mg and codeine 30 mg',
    'Came in by the door of number 4521',
    'SNOMED code 450476008',
    'Lives at 120 High Street, door on the left',
    'Pin site clean, next X-ray 2026',
    'Room 12, the gate at number 24',
    'Born 1931',
    'Code status: 1000 mg',
    'Lockbox holds 1000 mg',
    'Flat 1204 by the entrance',
    'Fell in 2024 at the gate',
    'Keysafe put up in March 2024',
    'Rang 07700 900123 at the door',
    'Gate 01632 960123',
    'Ann, 01632 960123 for the keysafe',
    'Entry by the side gate at 14:30',
  ])('is not seen in: %s', text => {
    expect(tellsDoorCode(text)).toBe(false)
  })

  test('in notes on a home the bare word is enough, and a house number is none', () => {
    expect(['Code 4521', 'PIN: 12 34', 'Combination 7788'].map(tellsDoorCodeOfHome)).toEqual([
      true,
      true,
      true,
    ])
    expect(['Number 120', 'Code: ask the line'].map(tellsDoorCodeOfHome)).toEqual([false, false])
    expect(parseBody('accessNotes', { parking: 'Code 4521' }).success).toBe(false)
  })

  test('which stands from before it was refused closes no record', () => {
    const body = { parking: 'Gate 4521' }

    expect(parseBody('accessNotes', body).success).toBe(false)
    expect(entry('accessNotes', body).body).toEqual(body)
    expect(() => entry('accessNotes', { ...body, other: 1 } as never)).toThrow(/unreadable/)
  })

  test.each<[SectionName, unknown]>([
    ['notes', { text: 'Keysafe by the back door, 4521' }],
    ['alerts', { text: 'Code 4521 for the keysafe', severity: 'caution' }],
    [
      'personalContacts',
      {
        name: 'Ann',
        relationship: 'daughter',
        roles: [],
        phones: [],
        mayBeTold: 'all',
        notes: 'Keysafe 4521',
      },
    ],
    ['safetyFlags', { kind: 'other', reason: 'Gate code 4521', reviewBy: '2027-01-01' }],
    ['documents', { title: 'Chart', class: 'other', location: 'In the hall, keysafe 4521' }],
  ])('is written into no section, %s', (section, body) => {
    const entry = anEntry(section, body as never) // bodies of their own sections

    expect(refusedBecause(entry, PERSON, NOW)).toContain('Write no keysafe or door code')
    // What stands from before can be said to be right, and be taken out.
    expect(
      refusedBecause({ ...entry, change: 'confirmed', expectedVersion: 1 }, PERSON, NOW) ?? 'nothing',
    ).toBe('nothing')
  })
})

describe('how to enter, in notes on a home', () => {
  test.each([
    'Spare key under the blue pot by the back door',
    'Mrs Peel at number 7 has a key.',
    'Keys with Gail',
    'After six, Gail has the fob.',
    'Her daughter is the keyholder',
    'The side door is open day and night.',
    'He keeps the back door open',
    'Street door is never locked; first floor right.',
    'Porch on the latch',
    'Knock and let yourself in',
  ])('is refused: %s', text => {
    expect(tellsHowToEnter(text)).toBe(true)
    expect(parseBody('accessNotes', { atTheDoor: text }).success).toBe(false)
    expect(parseBody('accessNotes', { hazards: text }).success).toBe(false)
    expect(entry('accessNotes', { hazards: text }).body).toEqual({ hazards: text })
  })

  test.each([
    'Ring twice; the side gate sticks',
    'Back door, from the yard; the dog barks',
    'Knock and wait by the door for her to open',
    'The gate does not open fully: park outside',
    'Second bell. Ewa comes down.',
    'There is a key safe: ask the line',
    'Staffed desk day and night.',
    'Shout through the letter box.',
    'Open-plan, no stairs',
  ])('is not seen in: %s', text => {
    expect(tellsHowToEnter(text)).toBe(false)
    expect(parseBody('accessNotes', { atTheDoor: text }).success).toBe(true)
  })
})
