import { expect, test } from 'vitest'
import { doorSaid, doorWords, readFragment } from '#client/carers/core/doorWords.ts'

// What a carer's page says where it opens nothing, to somebody who was sent it in another language.
const TOKEN = 'abcdefghijkmnpqrstuvwx'

test('behind the letters of a link stands its language; without one, or with none that we have, it is English', () => {
  expect(readFragment(`${TOKEN}ur`)).toEqual({ token: TOKEN, language: 'ur' })
  expect(readFragment(TOKEN)).toEqual({ token: TOKEN, language: 'en' })
  expect(readFragment(`${TOKEN}xx`)).toEqual({ token: TOKEN, language: 'en' })
  expect(readFragment('')).toEqual({ token: '', language: 'en' })
})

test('every language says everything, each line its own, with its English beneath', () => {
  for (const [language, words] of Object.entries(doorWords))
    for (const [name, says] of Object.entries(words)) {
      const english = doorWords.en[name as keyof typeof words]
      expect(says.trim(), `${language} ${name}`).not.toBe('')
      expect(says.includes('{line}'), `${language} ${name}`).toBe(english.includes('{line}'))
      if (language !== 'en') expect(says, `${language} ${name}`).not.toBe(english)
    }
  expect(doorSaid('pl')('ringLine', 'The Line')).toEqual({
    english: 'If you want to know who is coming, or anything else, ring The Line, at any time.',
    theirs: expect.stringContaining('The Line'),
  })
  expect(doorSaid('en')('closed').theirs).toBeNull()
})
