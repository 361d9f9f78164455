import type { Mark, SearchKey } from '#shared/patients.ts'

/**
 * What each way of comparing is worth when people are put in order: the NHS number is one person's, a name is many people's, people
 * move and change their telephones. What is worth something counts as found by that key.
 */
export const WORTH: Readonly<Record<SearchKey, Partial<Record<Mark, number>>>> = {
  name: { match: 20, nickname: 17, sounds_like: 14, beginning: 12, spelling: 10, partly: 5, different: -8 },
  birthDate: {
    match: 20,
    day_month_swapped: 14,
    digits_swapped: 11,
    other_year: 10,
    other_decade: 9,
    different: -10,
  },
  nhsNumber: { match: 40, different: -20 },
  postcode: { match: 20, same_sector: 8, different: -4 },
  street: { match: 18, different: -2 },
  phone: { match: 18, different: -2 },
}
