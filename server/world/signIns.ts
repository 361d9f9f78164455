import { roles } from '#shared/staff.ts'
import { LINE_KEYS, LINES } from './lines.ts'

/** One password for all invented staff: the world is for practice and holds nobody real. */
export const PRACTICE_PASSWORD = 'practice-makes-safe'

/** Who a newcomer may sign in as: two nurses of each line, and those who lead a shift. */
export const SUGGESTED_SIGN_INS = LINE_KEYS.flatMap(key => {
  const { name: line, nurses } = LINES[key]
  const leads = nurses.filter(nurse => nurse.role === 'shift_lead')
  return [...nurses.slice(0, 2), ...leads].map(({ signInName, name, role }) => ({
    signInName,
    who: `${name}, ${roles[role].text.toLowerCase()}, ${line}`,
  }))
})
