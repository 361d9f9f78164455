import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { type ConsentGuide, NURSES_LANGUAGE } from '#shared/consentGuide.ts'
import { ItemId } from '#shared/ids.ts'
import type { MayBeTold } from '#shared/record/people.ts'
import type { Answer, Decider, GuidesOfLine, SharingAnswer, SharingView } from '#shared/sharing.ts'
import type { LocalDate } from '#shared/time.ts'

/** What was chosen and written while sharing was talked about: nothing is chosen by itself. */
export type Talk = {
  /** `relayed`: the person decides, as somebody else tells it. */
  decider: Decider | 'relayed' | ''
  by: string
  how: 'face_to_face' | 'telephone' | 'written' | 'video' | 'not_recorded' | ''
  inTheirWords: string
  capacityNoted: string
  interpreterUsed: string
  saidBack: string
  /** In which language it is gone through, where the line has more than one. */
  language: string
  steps: readonly string[]
  decision: string
  assessor: string
  assessorRole: string
  consulted: string
  reviewOn: string
  /** By 'register', 'everybody', 'carers', 'recording', or an organisation's id. */
  says: Readonly<Record<string, SharingAnswer | ''>>
  told: Readonly<Record<string, MayBeTold | ''>>
}

export const emptyTalk: Talk = {
  decider: '',
  by: '',
  how: '',
  inTheirWords: '',
  capacityNoted: '',
  interpreterUsed: '',
  saidBack: '',
  language: NURSES_LANGUAGE,
  steps: [],
  decision: '',
  assessor: '',
  assessorRole: '',
  consulted: '',
  reviewOn: '',
  says: {},
  told: {},
}

/** The guide by which it is gone through: the nurses' own, where none is in the language that was chosen. */
export function guideOf(
  { language }: Pick<Talk, 'language'>,
  { guide, otherGuides }: GuidesOfLine,
): ConsentGuide {
  return otherGuides.find(one => one.language === language) ?? guide
}

export type Wanting = { id: string; says: string }

/** A day to come, as it was typed: two digits of a year are of this century. */
export function dayIn(text: string): LocalDate | undefined {
  return spokenDate(text, 2099)
}

/** What is still needed before it can be saved, each at its field, in the order of the page. */
export function wantingOf(talk: Talk, answers: readonly Answer[]): Wanting[] {
  const wants: Wanting[] = []
  const need = (id: string, isThere: unknown, says: string) => {
    if (!isThere) wants.push({ id, says })
  }
  need('talk-answers', answers.length > 0, 'Choose at least one answer. What was not asked stays as it is.')
  if (talk.decider === 'relayed') need('talk-answers', !answers.some(isMore), ONLY_LESS)
  need('talk-decider', talk.decider, 'Choose who decides.')
  if (talk.decider === 'attorney_or_deputy')
    need('talk-by', talk.by.trim(), 'Write the name of the attorney or deputy.')
  if (talk.decider === 'relayed')
    need('talk-by', talk.by.trim(), 'Write who says it, such as “Angela Ashby, wife”.')
  if (talk.decider === 'best_interests') {
    need('talk-decision', talk.decision.trim(), 'Write what was decided.')
    need('talk-assessor', talk.assessor.trim(), 'Write who decided.')
    need('talk-review', dayIn(talk.reviewOn), 'Write the day on which it is looked at again.')
  }
  need('talk-how', talk.how, 'Choose how it was said.')
  need('talk-words', talk.inTheirWords.trim(), 'Write down what they said, in their words.')
  return wants
}

/** As server/access/core/widens.ts has it, as far as it is plain here; the server asks again. */
function isMore(answer: Answer): boolean {
  return answer.about === 'contact' ? answer.mayBeTold !== 'nothing' : answer.says === 'yes'
}

const ONLY_LESS =
  'What somebody else says for the person can keep more back, and agrees to nothing. Ask to hear a yes from the person.'

/** The answers that were chosen, each with the version of its item that was on the screen. */
export function answersOf(talk: Talk, view: SharingView, newItem: (key: string) => string): Answer[] {
  const single = (['register', 'carers', 'recording'] as const).flatMap((about): Answer[] => {
    const says = talk.says[about]
    return says ? [{ about, says, version: view[about].version }] : []
  })
  const { everybody } = view
  const toAll: Answer[] = talk.says.everybody
    ? [
        {
          about: 'everybody',
          itemId: everybody.itemId ?? ItemId.parse(newItem('everybody')),
          says: talk.says.everybody,
          version: everybody.version,
        },
      ]
    : []
  const each = view.organisations.flatMap(({ organisationId, own }): Answer[] => {
    const says = talk.says[organisationId]
    if (!says) return []
    const itemId = own.itemId ?? ItemId.parse(newItem(organisationId))
    return [{ about: 'organisation', organisationId, itemId, says, version: own.version }]
  })
  const contacts = view.contacts.flatMap(({ itemId, version }): Answer[] => {
    const mayBeTold = talk.told[itemId]
    return mayBeTold ? [{ about: 'contact', itemId, mayBeTold, version }] : []
  })
  return [...single, ...toAll, ...each, ...contacts]
}

/** What was said, as it is sent: what was left empty is left out. */
export function saidIn(talk: Talk, guideVersion: number) {
  const { decider, by, how, inTheirWords, capacityNoted, interpreterUsed, saidBack, steps } = talk
  const text = (key: string, value: string) => (value.trim() ? { [key]: value } : {})
  return {
    decider: decider === 'relayed' ? ('person' as const) : decider || ('person' as const), // asked for by wantingOf
    how: how || ('not_recorded' as const),
    inTheirWords,
    ...text(decider === 'relayed' ? 'toldBy' : 'by', by),
    ...text('capacityNoted', capacityNoted),
    ...text('interpreterUsed', interpreterUsed),
    ...text('saidBack', saidBack),
    ...(steps.length > 0 ? { guide: { version: guideVersion, steps: [...steps] } } : {}),
    ...(decider === 'best_interests' ? { bestInterests: bestInterestsIn(talk) } : {}),
  }
}

function bestInterestsIn({ decision, assessor, assessorRole, consulted, reviewOn }: Talk) {
  return {
    decision,
    assessor,
    ...(assessorRole.trim() ? { assessorRole } : {}),
    consulted: consulted
      .split(/[,\n]/)
      .map(name => name.trim())
      .filter(Boolean),
    reviewOn: dayIn(reviewOn) ?? '',
  }
}
