import type { LetterWords } from '#shared/letterWords.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Sees, SharingView } from '#shared/sharing.ts'
import type { LineSummary } from '#shared/staff.ts'
import type { LocalDate } from '#shared/time.ts'

/** A letter for the person to keep: what matters first, and more below for whoever wants to read on. */
export type Letter = {
  title: string
  /** '30 November 2026', and for whom. */
  head: string[]
  inShort: string[]
  parts: { title: string; says: string[] }[]
  foot: string
}

type For = { name: string; line: Pick<LineSummary, 'name' | 'phoneNumber'>; on: LocalDate }

const LONG = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const NAMES = new Intl.ListFormat('en-GB')

/**
 * What is kept, who can see it on this day, how to say no and how to see who looked, in words that a child of eleven understands
 * (domain guide 5.3.1 and 5.3.3). Letters are read by others: it names no illness, nobody of the family, and nothing that is kept back.
 * Its words, and what the guide of the line says, are versions that somebody signs; the paper names both.
 */
export function letterOf(view: SharingView, { name, line, on }: For): Letter {
  const number = showPhoneNumber(line.phoneNumber)
  const { guide, letter } = view
  const filled = (words: string) => words.replaceAll('{line}', line.name).replaceAll('{number}', number)
  const step = (key: string) => guide.steps.filter(one => one.key === key)
  const inItsWords = (key: string) => step(key).map(({ title, say }) => ({ title, says: [say] }))
  return {
    title: filled(letter.title),
    head: [`For ${name}`, `${LONG.format(new Date(on))}`, `${line.name}, ${number}`],
    inShort: letter.inShort.map(filled),
    parts: [
      { title: filled(letter.whoSees), says: whoSees(view).map(filled) },
      {
        title: filled(letter.howToSayNo),
        says: [...letter.sayNo.map(filled), ...step('if_no').map(({ say }) => say)],
      },
      {
        title: filled(letter.howToSeeWhoLooked),
        says: [...letter.seeWhoLooked.map(filled), ...step('who_looked').map(({ say }) => say)],
      },
      { title: filled(letter.family), says: letter.ofFamily.map(filled) },
      ...['what', 'why', 'who_helps'].flatMap(inItsWords),
    ],
    foot: [
      filled(letter.askAnew),
      signed(`This letter is version ${letter.version}`, letter),
      signed(`What is said of sharing is version ${guide.version}`, guide),
    ].join(' '),
  }
}

/** Whoever holds the paper years later can find the very words, and who answers for them. */
function signed(which: string, { approver, reviewOn }: Pick<LetterWords, 'approver' | 'reviewOn'>): string {
  if (!approver) return `${which}, a starter set: nobody on this line has approved it yet.`
  return `${which}, approved by ${approver}${reviewOn ? `, and looked at again by ${LONG.format(new Date(reviewOn))}` : ''}.`
}

type Organisation = SharingView['organisations'][number]

const LOOKS_AFTER = [
  ['everything', 'seeAll'],
  ['parts', 'seePart'],
  ['after_asking', 'seeAfterAsking'],
] as const satisfies readonly (readonly [Sees, keyof LetterWords])[]

function whoSees({ organisations, letter }: SharingView): string[] {
  const outside = organisations.filter(({ kind, sees }) => kind !== 'hub' && sees !== 'nothing')
  const now = LOOKS_AFTER.flatMap(([sees, field]) => {
    const those = outside.filter(one => one.looksAfter && one.sees === sees)
    return those.length > 0 ? [naming(letter[field], those)] : []
  })
  const later = outside.filter(({ looksAfter }) => !looksAfter)
  return [
    letter.nursesSee,
    ...now,
    ...(now.length === 0 ? [letter.seeNone] : []),
    ...(later.length > 0 ? [naming(letter.seeLater, later)] : []),
    letter.inEmergency,
  ]
}

function naming(words: string, those: readonly Organisation[]): string {
  return words.replaceAll('{names}', () => NAMES.format(those.map(({ name }) => name)))
}
