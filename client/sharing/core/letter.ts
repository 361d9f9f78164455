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
 * What the guide of the line says stands in its own, signed words.
 */
export function letterOf(view: SharingView, { name, line, on }: For): Letter {
  const number = showPhoneNumber(line.phoneNumber)
  const { guide } = view
  const step = (key: string) => guide.steps.filter(one => one.key === key)
  const inItsWords = (key: string) => step(key).map(({ title, say }) => ({ title, says: [say] }))
  return {
    title: 'Who can see your record',
    head: [`For ${name}`, `${LONG.format(new Date(on))}`, `${line.name}, ${number}`],
    inShort: [
      `${line.name} keeps a short record about you. Whoever answers the telephone can help you, and you do not tell everything again.`,
      'You decide who else may see it. You can say no to all of it, or to a part. You are helped all the same.',
      'Each look at it is written down. You can ask who looked, and why.',
      `Ring ${number}, at any hour.`,
    ],
    parts: [
      { title: 'Who can see it today', says: whoSees(view, line.name) },
      {
        title: 'How to say no',
        says: [
          `Ring ${number} and say so, or tell your doctor or your nurse. You do not have to say why. It counts as soon as it is written down.`,
          'You can stop all of it. You can also keep out one place or one person, or keep back a part.',
          ...step('if_no').map(({ say }) => say),
        ],
      },
      {
        title: 'How to see who looked',
        says: [
          `Ask ${line.name}, your doctor or your nurse. They read you the list: who looked, when and why.`,
          'Does a look seem wrong to you? Say so. Somebody asks whoever looked, and you have an answer within five working days.',
          ...step('who_looked').map(({ say }) => say),
        ],
      },
      {
        title: 'Your family and friends',
        says: [
          `They are told only what you want. That is not in this letter, and nor is what you keep back, because other people read letters. Ask ${line.name}: they read it to you.`,
        ],
      },
      ...['what', 'why', 'who_helps'].flatMap(inItsWords),
    ],
    foot: `As it was on the day above: ask for a new letter when something has changed. ${
      guide.approver ? `The talk is approved by ${guide.approver}. ` : ''
    }The words of this letter are a starter set: nobody on this line has approved them yet.`,
  }
}

type Organisation = SharingView['organisations'][number]

const LOOKS_AFTER: readonly [Sees, string][] = [
  ['everything', 'look after you, and can see all of it'],
  ['parts', 'look after you, and can see a part of it'],
  ['after_asking', 'look after you, and ask you each time before they look'],
]

function whoSees({ organisations }: SharingView, line: string): string[] {
  const outside = organisations.filter(({ kind, sees }) => kind !== 'hub' && sees !== 'nothing')
  const now = LOOKS_AFTER.flatMap(([sees, says]) => {
    const those = outside.filter(one => one.looksAfter && one.sees === sees)
    return those.length > 0 ? [`These ${says}: ${named(those)}.`] : []
  })
  const later = outside.filter(({ looksAfter }) => !looksAfter)
  return [
    `The nurses of ${line} see it when you ring, or somebody rings about you.`,
    ...now,
    ...(now.length === 0 ? ['Nobody else who looks after you can see it.'] : []),
    ...(later.length > 0
      ? [`These do not look after you now. If they do one day, they can see it: ${named(later)}.`]
      : []),
    'In an emergency a doctor, a nurse or an ambulance crew can open all of it, if they write down why. You can read that they did.',
  ]
}

function named(those: readonly Organisation[]): string {
  return NAMES.format(those.map(({ name }) => name))
}
