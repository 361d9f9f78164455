/** One password for all invented staff: the world is for practice and holds nobody real. */
export const PRACTICE_PASSWORD = 'practice-makes-safe'

/** Who a newcomer may sign in as: two nurses of one line, and one of the other. */
export const SUGGESTED_SIGN_INS = [
  { signInName: 'maren', who: 'Maren Oakley, nurse coordinator, Calder Valley line' },
  { signInName: 'joseph', who: 'Joseph Adeyemi, nurse coordinator, Calder Valley line' },
  { signInName: 'ishbel', who: 'Ishbel Thorne, nurse coordinator, Severn Reach line' },
] as const
