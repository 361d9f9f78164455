import { clockTime } from '#client/ui/core/when.ts'
import type {
  AgreedLine,
  AgreedPhrase,
  CarerLanguage,
  SendVisitLink,
  VisitLink,
  VisitLinkForm,
} from '#shared/carers.ts'
import type { CommandId, ItemId, TeamTaskId } from '#shared/ids.ts'
import { MESSAGE_LOST } from '#shared/messages.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** What a nurse has chosen so far; the empty string is a choice not made yet. */
export type LinkAsking = {
  contactItem: ItemId | ''
  number: string
  teamTaskIds: readonly TeamTaskId[]
  lines: readonly (AgreedPhrase | '')[]
  ringAt: Instant | ''
  language: CarerLanguage
  wantsTexts: boolean
  saidYes: string
}

/** The caller, where they may be told, on the telephone that they hold; everything that somebody comes for; and what is agreed in most calls. */
export function askingOf({ carers, teamTasks }: VisitLinkForm): LinkAsking {
  const caller = carers.find(({ isCaller, because }) => isCaller && because === null)
  return {
    contactItem: caller?.contactItem ?? '',
    number: caller?.numbers[0] ?? '',
    teamTaskIds: teamTasks.map(({ teamTaskId }) => teamTaskId),
    lines: ['asked', 'as_said', 'any_time'],
    ringAt: '',
    language: 'en',
    wantsTexts: true,
    saidYes: '',
  }
}

/** Another carer has not said yes: what was answered was for whom and for which phone it was asked, and goes with them. */
export function chooseCarer(
  { carers }: Pick<VisitLinkForm, 'carers'>,
  contactItem: ItemId | '',
): Pick<LinkAsking, 'contactItem' | 'number' | 'saidYes'> {
  const number = carers.find(one => one.contactItem === contactItem)?.numbers[0] ?? ''
  return { contactItem, ...chooseNumber(number) }
}

export function chooseNumber(number: string): Pick<LinkAsking, 'number' | 'saidYes'> {
  return { number, saidYes: '' }
}

/** Whose yes is wanted: who is not on the telephone has not said it by that. */
export function yesHint(chosen: VisitLinkForm['carers'][number] | undefined): string {
  if (!chosen) return 'Choose first whom it is sent to.'
  return chosen.isCaller
    ? 'In their words. It is kept with the link, for this phone alone.'
    : `${chosen.name} is not the one on the telephone: only their own yes counts. Write how you heard it, and in what words.`
}

export function judgeLink(asking: LinkAsking): { id: string; says: string }[] {
  const { contactItem, number, teamTaskIds, lines, ringAt, saidYes } = asking
  const chosen = lines.filter(line => line !== '')
  return [
    ...(contactItem ? [] : [{ id: 'link-whom', says: 'Choose whom it is sent to.' }]),
    ...(number || !contactItem ? [] : [{ id: 'link-number', says: 'Choose the number.' }]),
    ...(teamTaskIds.length > 0 ? [] : [{ id: 'link-what', says: 'Choose what they can watch.' }]),
    ...(chosen.length > 0
      ? []
      : [{ id: 'link-line-0', says: 'Choose at least one line of what was agreed.' }]),
    ...(new Set(chosen).size === chosen.length
      ? []
      : [{ id: 'link-line-0', says: 'Choose each line once.' }]),
    ...(chosen.includes('ring_back') && !ringAt
      ? [{ id: 'link-ring-at', says: 'Choose when they are phoned.' }]
      : []),
    ...(saidYes.trim() ? [] : [{ id: 'link-yes', says: 'Write what they said when you asked.' }]),
  ]
}

/** Nothing while a choice is wanting. */
export function linkOf(asking: LinkAsking, commandId: CommandId): SendVisitLink | null {
  if (!asking.contactItem || judgeLink(asking).length > 0) return null
  return {
    commandId,
    contactItem: asking.contactItem,
    number: asking.number,
    teamTaskIds: [...asking.teamTaskIds],
    agreed: agreedLines(asking),
    language: asking.language,
    saidYes: asking.saidYes,
    wantsTexts: asking.wantsTexts,
  }
}

export function agreedLines({ lines, ringAt }: Pick<LinkAsking, 'lines' | 'ringAt'>): AgreedLine[] {
  return lines.flatMap(phrase =>
    phrase === '' ? [] : [{ phrase, at: phrase === 'ring_back' && ringAt ? ringAt : null }],
  )
}

/** As it will stand on their page. */
export function preview(
  { languages }: Pick<VisitLinkForm, 'languages'>,
  asking: LinkAsking,
  language: CarerLanguage,
): string[] {
  const phrases = languages.find(({ code }) => code === language)?.phrases ?? []
  return agreedLines(asking).map(({ phrase, at }) => {
    const says = phrases.find(one => one.phrase === phrase)?.says ?? ''
    return says.replace('{at}', at ? clockTime(at) : '…')
  })
}

const QUARTER = 900

/** The quarters of an hour to come, for six hours. */
export function ringTimes(now: Instant): { value: Instant; says: string }[] {
  const first = Math.ceil(Date.parse(now) / (QUARTER * 1000)) * QUARTER * 1000
  return Array.from({ length: 24 }, (_, n) => {
    const value = plusSeconds(new Date(first).toISOString(), (n + 1) * QUARTER)
    return { value, says: clockTime(value) }
  })
}

/** Whether there is news to come of a link: a receipt, or that it was opened. */
export function isToLookAt({ state, text, openedAt }: VisitLink): boolean {
  return state === 'open' && (openedAt === null || text === null || !isSettled(text.state))
}

function isSettled(state: NonNullable<VisitLink['text']>['state']): boolean {
  return state === 'delivered' || state === 'answered' || MESSAGE_LOST.includes(state)
}

/** What became of a link, in a line. */
export function linkWords({ state, text, openedAt, phones }: VisitLink): {
  says: string
  tone: 'plain' | 'well' | 'danger' | 'caution'
} {
  if (state === 'stopped') return { says: 'Stopped', tone: 'plain' }
  if (state === 'over') return { says: 'Closed by itself', tone: 'plain' }
  if (state === 'not_told') return { says: 'Closed: they may not be told now', tone: 'caution' }
  if (openedAt) return { says: phones > 1 ? 'Opened on two phones' : 'Opened', tone: 'well' }
  if (text && MESSAGE_LOST.includes(text.state)) return { says: 'Did not reach them', tone: 'danger' }
  if (text?.state === 'delivered') return { says: 'On their phone, not opened yet', tone: 'plain' }
  return { says: 'Being sent', tone: 'plain' }
}
