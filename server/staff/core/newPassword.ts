import { nameWords } from '#server/patients/core/nameWords.ts'

/** A password that is the only factor has this many characters at least. Source: NIST SP 800-63B-4, 3.1.1.2. */
export const SHORTEST_PASSWORD = 15

/** Among the first that are tried, as long as they are. */
const COMMON = [
  'passwordpassword',
  'qwertyuiopasdfgh',
  'correcthorsebatterystaple',
  'iloveyouiloveyou',
  'letmeinletmeinletmein',
]

/**
 * Why this cannot be somebody's new password, in a sentence; undefined when it can. No rule about kinds of letters: length keeps a
 * guess out, and what is known of the person lets one in. Sources: NIST SP 800-63B-4; NCSC, three random words.
 */
export function notAPassword(
  next: string,
  known: { signInName: string; name: string; current: string },
): string | undefined {
  const plain = next.normalize('NFKC').toLowerCase()
  if ([...plain].length < SHORTEST_PASSWORD)
    return `Use ${SHORTEST_PASSWORD} characters or more: three or four words that have nothing to do with each other are easy to keep.`
  if (next === known.current) return 'This is the password that you have. Choose another.'
  if (new Set(plain).size < 6 || COMMON.some(one => plain.replace(/[^a-z]/g, '').includes(one)))
    return 'This is among the first that are tried. Choose words that nobody would put together.'
  const own = [...nameWords(known.name), ...nameWords(known.signInName), 'goldthread'].filter(
    word => word.length >= 4,
  )
  if (own.some(word => plain.includes(word)))
    return 'This holds your name, or that of the service. Choose words that have nothing to do with you.'
  return undefined
}
