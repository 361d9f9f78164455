import { expect, test } from 'vitest'
import { deathOfLink } from '#client/people/core/deathOfLink.ts'

test('whoever links two records reads which of them tells of a death, and what follows for the other', () => {
  expect(deathOfLink({ state: 'proposed', deathOn: 'other' })).toMatchObject({
    title: 'The second record tells of a death.',
    says: expect.stringContaining('Nobody is brought back by a link.'),
  })
  expect(deathOfLink({ state: 'proposed', deathOn: 'both' })?.says).toContain('it is one death')
  expect(deathOfLink({ state: 'parting', deathOn: 'kept' })?.says).toContain('starts again')
})

test('nothing is said where nothing follows', () => {
  expect(deathOfLink({ state: 'proposed', deathOn: null })).toBeNull()
  expect(deathOfLink({ state: 'linked', deathOn: 'kept' })).toBeNull()
  expect(deathOfLink({ state: 'parting', deathOn: 'both' })).toBeNull()
})
