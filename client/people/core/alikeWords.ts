import type { Registered } from '#shared/registering.ts'

type Alike = Extract<Registered, { kind: 'alike' }>
/** What a page does about the same person: opens the record there is, or proposes that the one begun here is theirs. */
export type SameDone = 'opened' | 'proposed'

type Words = {
  title: string
  says: string
  /** What to do if it is the same person; null where there is nobody to say it of. */
  ifSame: string | null
  sameOf: (person: Alike['people'][number]) => string
  ifNone: string
  /** The act for another person; null where two records would be of one NHS number. */
  none: string | null
}

const DO: Readonly<Record<SameDone, string>> = {
  opened:
    'If it is one of them, do not register again: open that record, and write there what is new. What you typed stays here.',
  proposed:
    'If it is one of them, say so: a shift lead looks at both records and links them. Until then, go on writing in this one.',
}

/** To those who answer the line, where no call is about the person. */
const OF_THE_LINE = {
  says: 'You have no call and no task about them, so nothing of it is shown to you here.',
  ask: 'To see whether it is the same person, ask to see that record and say why: it opens to you for 24 hours, and a privacy officer reads the reason. What you typed stays here.',
  stopped:
    'Nothing is saved yet. Check the NHS number above with them. If it is right, it is the same person, or the number on that record is wrong.',
}

const ASK: Readonly<Record<SameDone, string>> = {
  opened:
    'If you look after them, ask to see that record and say why. If you are not sure, ring the line: they can look.',
  proposed: 'Ask the line: they can look at both.',
}

/** For another person, a record begins; or the one that was begun is completed. */
const OTHER: Readonly<Record<SameDone, { does: string; act: string }>> = {
  opened: { does: 'register: a new record begins', act: 'register' },
  proposed: { does: 'complete this one', act: 'complete it' },
}

/** What is asked of whoever registers once somebody like the person was found, and what each answer does. */
export function alikeWords(
  { people, sameNumber, mayExist, isStopped }: Alike,
  same: SameDone,
  isOfTheLine = false,
): Words {
  const ask = isOfTheLine ? OF_THE_LINE.ask : ASK[same]
  const sameOf: Words['sameOf'] = ({ name, birthMonth }) =>
    same === 'opened'
      ? `It is ${name}${birthMonth ? `, born ${birthMonth}` : ''}: open the record`
      : `The same person as ${name}${birthMonth ? `, born ${birthMonth}` : ''}`
  const other = OTHER[same]
  const ifSame = people.length > 0 ? DO[same] : null
  if (sameNumber.length > 0)
    return {
      title: 'Somebody on the records has this NHS number.',
      says: 'It is the same person, or the number is wrong. Nothing is saved yet: if it is somebody else, check the number above, or leave it out.',
      ifSame,
      sameOf,
      ifNone: '',
      none: null,
    }
  if (isStopped)
    return {
      title: 'A record of this person may exist.',
      says: isOfTheLine
        ? OF_THE_LINE.stopped
        : 'Nothing is saved yet. Check the NHS number above with them. If it is right, ring the line: a nurse there can look, and puts it right with you.',
      ifSame: ifSame ?? ask,
      sameOf,
      ifNone: '',
      none: null,
    }
  if (people.length > 0)
    return {
      title: 'Nothing is saved yet: is this one of them?',
      says: 'Look at what is the same and what differs. Ask again before you go on; do not read their details out.',
      ifSame,
      sameOf,
      ifNone: mayExist
        ? `If it is none of them, ${other.does}. There may also be a record that you may not see: ${isOfTheLine ? 'ask to see it, and say why' : 'the line can look'}.`
        : `If it is none of them, ${other.does}.`,
      none: `None of these: ${other.act}`,
    }
  return {
    title: 'A record of this person may exist.',
    says: isOfTheLine
      ? OF_THE_LINE.says
      : 'Nothing opens it to you yet, so nothing of it is shown to you here.',
    ifSame: ask,
    sameOf,
    ifNone: `If you are sure that it is somebody else, ${other.does}.`,
    none: `Somebody else: ${other.act}`,
  }
}
