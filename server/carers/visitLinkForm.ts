import { readTeamTasksAbout } from '#server/dispatch/teamTaskStore.ts'
import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import { whyNobodyFollows } from '#server/patients/carerStore.ts'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { whoIsCalling } from '#server/patients/core/whoIsCalling.ts'
import type { KeptRecords } from '#server/patients/keptRecords.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { refusesCarersElsewhere } from '#server/patients/sharingStore.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { CallerDetails } from '#shared/calls.ts'
import { AgreedPhrase, CarerLanguage, type VisitLinkForm, watched } from '#shared/carers.ts'
import { dayInBritain, showTime } from '#shared/days.ts'
import { ItemId } from '#shared/ids.ts'
import { callerNumber, type E164 } from '#shared/phoneNumber.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { hasDiedElsewhere } from '#shared/record/marks.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { CarerDeps } from './carerDeps.ts'
import { carerWords } from './core/carerWords.ts'

/** What is read of the record for it. */
const SECTIONS = [
  'personalContacts',
  'consentToTellCarers',
  'death',
  'identity',
] as const satisfies SectionName[]

/** Who rings, as the nurse found out, and by which number. `isUnchecked`: nobody asked who it is about; `isInLittle`: they are off the register. */
export type CallOfCarer = {
  caller: CallerDetails | null
  from: E164 | null
  isUnchecked: boolean
  isInLittle: boolean
}

/** Whom a link may be sent to in this call: a look at the contacts of the record, with why each may be told or not. */
export async function visitLinkForm(
  deps: CarerDeps & { kept: KeptRecords },
  way: WayIn,
  call: CallOfCarer,
): Promise<({ kind: 'form' } & VisitLinkForm) | Refused> {
  const { db } = deps
  const { sql } = db
  const { actor, patientId } = way
  const opened = await openRecord(deps, {
    ...way,
    only: SECTIONS.filter(name => way.only?.includes(name) !== false),
    beside: { what: [], value: refusesCarersElsewhere(sql) },
  })
  if (opened.kind === 'refused') return opened
  const at = deps.clock()
  const [stop, tasks] = await Promise.all([
    whyNobodyFollows(db, actor.lineId, patientId),
    readTeamTasksAbout(db, actor.lineId, recordsOf(sql, patientId)),
  ])
  const elsewhere = { hasDied: hasDiedElsewhere(opened.marks), hasRefused: opened.beside === true, at }
  const { is } = whoIsCalling(call.caller, opened.entries, { from: call.from, today: dayInBritain(at) })
  const caller = is.kind === 'contact' ? is.itemId : null
  return {
    kind: 'form',
    because: stop
      ? NOBODY[stop]
      : call.isInLittle
        ? NOBODY.off_register
        : call.isUnchecked
          ? UNCHECKED
          : null,
    carers: carersOf(opened.entries, elsewhere, { caller, from: call.from }),
    teamTasks: tasks.flatMap(({ id, facts }) => {
      const what = watched[facts.kind]
      if (!what) return []
      return [{ teamTaskId: id, says: `${carerWords.en.what[what]}, by ${showTime(facts.dueAt)}` }]
    }),
    readOut: READ_OUT,
    languages: CarerLanguage.options.map(code => {
      const { isRead, isRightToLeft, agreed } = carerWords[code]
      const phrases = AgreedPhrase.options.map(phrase => ({ phrase, says: agreed[phrase] }))
      return { code, isRead, isRightToLeft, phrases }
    }),
  }
}

function carersOf(
  entries: readonly Entry[],
  elsewhere: Parameters<typeof mayBeTold>[2],
  { caller, from }: { caller: string | null; from: E164 | null },
): VisitLinkForm['carers'] {
  return knownEntries(entries, 'personalContacts')
    .map(({ itemId, body }) => {
      const { mayBeTold: level, because } = mayBeTold(entries, { kind: 'contact', itemId }, elsewhere)
      const isCaller = itemId === caller
      const listed = body.phones.flatMap(({ number, mayText }) => (mayText === false ? [] : [number]))
      // The telephone that they hold, where it may be texted at all.
      const held = isCaller && from ? (callerNumber(from) ?? null) : null
      const refuses = body.phones.some(({ number, mayText }) => number === held && mayText === false)
      const numbers = [...(held && !refuses ? [held] : []), ...listed]
      const texted = [...new Set(numbers)].filter(number => mayBeReached(number, 'text'))
      const isTold = level === 'all' || level === 'condition' || level === 'logistics'
      return {
        contactItem: ItemId.parse(itemId),
        name: body.name,
        relationship: body.relationship,
        isCaller,
        numbers: texted,
        because: !isTold
          ? because
          : body.isChild === true
            ? 'This is a child: send it to a grown-up.'
            : texted.length === 0
              ? 'There is no mobile number of theirs that may be texted.'
              : null,
      }
    })
    .toSorted(
      (one, other) => Number(other.isCaller) - Number(one.isCaller) || one.name.localeCompare(other.name),
    )
}

const NOBODY = {
  died: 'They have died: nobody is sent anything about visits any more.',
  off_register: 'They are off the register: nobody is sent anything about them.',
  protected: 'Where they are is protected: nothing that may be forwarded is sent about who comes there.',
  disputed: 'It is disputed whose record this is: nothing is sent until that is settled.',
} as const
const UNCHECKED =
  'The checks were skipped in this call. A link goes only to somebody whom you have found to be who they say.'

const READ_OUT =
  'I can send a text to your phone with a page that shows what we agreed, who is coming and when. It says nothing about the illness, and names nobody. Whoever holds your phone can open it. It closes by itself three hours after the visit is over, and after two days whatever happens. Do you want that? And shall we text you when something changes? You can answer STOP to that at any time.'
