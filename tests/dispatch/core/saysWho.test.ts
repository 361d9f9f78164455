import { describe, expect, test } from 'vitest'
import { saysWho } from '#server/dispatch/core/saysWho.ts'

describe('whether a reason says who it is', () => {
  test.each([
    ['Ron cannot settle', ['ronald', 'ashby', 'ron'], true],
    ['Pain in Mr ASHBY’s back', ['ronald', 'ashby'], true],
    ['O’Brien’s pump beeps', ['mary', 'obrien'], true],
    ['Zażółć has fallen', ['zazolc'], true],
    ['He cannot settle, Angela has given two doses', ['ronald', 'ashby'], false],
    ['Awake all day, and it was a long night', ['may', 'day', 'long'], false],
    ['Pain after two doses', ['an', 'de', 'li'], false],
    ['The pump beeps', [], false],
  ])('%s', (words, theirs, says) => {
    expect(saysWho(words, theirs)).toBe(says)
  })
})
