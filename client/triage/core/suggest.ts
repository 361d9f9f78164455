import { inASentence } from '#client/ui/core/inASentence.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import type { Prompt, ProtocolContent } from '#shared/triage.ts'
import type { TriageResult } from '#shared/triageTaken.ts'
import { Urgency } from '#shared/urgency.ts'
import type { Wishes } from './wishes.ts'

/** What was ticked of one protocol. */
export type TickedOf = {
  content: Pick<ProtocolContent, 'title' | 'prompts' | 'twoAmbers' | 'work'>
  ticks: readonly string[]
}

/** What follows from what was ticked. It is a suggestion: the nurse decides, and says why where she decides otherwise. */
export type Suggestion = {
  result: TriageResult
  urgency: Urgency
  /** Which rule, and by what it was met. */
  because: readonly string[]
  /** What a team may be asked for, the most urgent first. */
  work: readonly WorkKind[]
  /** Suggested only with the wishes that must be seen beside it; null where it is not. */
  ambulance: { wishes: Wishes | null; because: string } | null
  /** Said in red. */
  cautions: readonly string[]
}

type Red = Extract<Prompt, { colour: 'red' }>
type Weighed = { urgency: Urgency; ambulance: Suggestion['ambulance']; cautions: readonly string[] }

/**
 * The logic of the UKONS tool, applied to all protocols of the call together: any red or two ambers, somebody sees them; one amber,
 * somebody asks again within 24 hours; all green, advice. The caller’s own worry counts as an amber. Null while nothing is ticked.
 * Source: domain guide 3.1 [UKONS] [UKONS-SACT]; for the wishes [MC-EMERG] and scenario S3.
 */
export function suggest(
  used: readonly TickedOf[],
  isCallerWorried: boolean,
  wishes: Wishes | null,
): Suggestion | null {
  const ticked = used.flatMap(({ content, ticks }) =>
    content.prompts.filter(({ key }) => ticks.includes(key)).map(prompt => ({ prompt, content })),
  )
  if (ticked.length === 0 && !isCallerWorried) return null
  const reds = ticked.flatMap(({ prompt, content }) =>
    prompt.colour === 'red' ? [{ red: prompt, content, ...weigh(prompt, wishes) }] : [],
  )
  const ambers = ticked.filter(({ prompt }) => prompt.colour === 'amber')
  const worry = isCallerWorried ? ['the caller is worried'] : []
  const weights = [...ambers.map(({ prompt }) => inASentence(prompt.sign)), ...worry]

  if (reds.length > 0) {
    const first = reds.toSorted((a, b) => soonerFirst(a.urgency, b.urgency))
    return {
      result: 'face_to_face',
      urgency: first[0]?.urgency ?? 'U1',
      because: first.map(({ red }) => `Red: ${inASentence(red.sign)}`),
      work: once(first.flatMap(({ red }) => (red.work === null ? [] : [red.work]))),
      ambulance: first.find(({ ambulance }) => ambulance !== null)?.ambulance ?? null,
      cautions: once(first.flatMap(({ cautions }) => cautions)),
    }
  }
  const quiet = { ambulance: null, cautions: [] }
  const [of] = ambers.map(({ content }) => content).toSorted((a, b) => soonerFirst(a.twoAmbers, b.twoAmbers))
  if (weights.length >= 2)
    return {
      ...quiet,
      result: 'face_to_face',
      urgency: of?.twoAmbers ?? 'U2',
      because: [`Two ambers or more: ${weights.join('; ')}`],
      work: of?.work.faceToFace ? [of.work.faceToFace] : [],
    }
  if (weights.length === 1)
    return {
      ...quiet,
      result: 'follow_up',
      urgency: 'U5',
      because: [`One amber: ${weights.join('; ')}`],
      work: of?.work.followUp ? [of.work.followUp] : [],
    }
  return { ...quiet, result: 'advice', urgency: 'U6', because: ['All green'], work: [] }
}

const NOT_TO_STOP = 'Do not tell the caller to stop.'
const NOT_IN_VIEW =
  'The wishes are not in view: no record is open. Confirm who it is about, or ask the caller what was decided about CPR and hospital. Until somebody knows, your emergency policy decides.'

/** How soon, and whether an ambulance is thought of: never without the wishes, and never against one that is in order. */
function weigh({ urgency, ambulance }: Red, wishes: Wishes | null): Weighed {
  if (!ambulance) return { urgency, ambulance: null, cautions: [] }
  const { when, otherwise } = ambulance
  // Whoever else is in danger is not asked for by the wishes of the person.
  if (when === 'somebody_else')
    return { urgency, ambulance: { wishes, because: 'Somebody else is in danger.' }, cautions: [] }
  const doubt = doubtAbout(wishes)
  if (when === 'on_its_way') return { urgency, ambulance: null, cautions: doubt }
  if (wishes === null)
    return {
      urgency,
      ambulance: null,
      cautions: when === 'arrest' ? [NOT_IN_VIEW, NOT_TO_STOP] : [NOT_IN_VIEW],
    }
  if (when === 'arrest')
    return wishes.cpr.state === 'not_for'
      ? { urgency: otherwise, ambulance: null, cautions: [] }
      : {
          urgency,
          ambulance: { wishes, because: 'Nothing in order is recorded against CPR.' },
          cautions: doubt,
        }
  return wishes.ceiling.limits
    ? { urgency: otherwise, ambulance: null, cautions: [LIMITED] }
    : {
        urgency,
        ambulance: { wishes, because: 'If they want treatment for this: read the wishes first, and ask.' },
        cautions: [],
      }
}

const LIMITED =
  'The ceiling of treatment is home or hospice: 999 is not suggested. They may want otherwise for this, now: ask, with a senior colleague.'

function doubtAbout(wishes: Wishes | null): readonly string[] {
  if (wishes === null) return [NOT_IN_VIEW, NOT_TO_STOP]
  switch (wishes.cpr.state) {
    case 'missing':
      return [`No decision about CPR is on the record. ${NOT_TO_STOP}`]
    case 'contradictory':
      return [`The CPR decision is contradicted. ${NOT_TO_STOP}`]
    case 'unconfirmed':
      return [`The CPR decision is not confirmed. ${NOT_TO_STOP}`]
    default:
      return []
  }
}

/** Whether she chose sooner or later than was suggested; null where she follows it. */
export function overrideOf(suggested: Urgency, chosen: Urgency): 'sooner' | 'later' | null {
  const order = soonerFirst(chosen, suggested)
  return order === 0 ? null : order < 0 ? 'sooner' : 'later'
}

export function soonerFirst(a: Urgency, b: Urgency): number {
  return Urgency.options.indexOf(a) - Urgency.options.indexOf(b)
}

function once<T>(of: readonly T[]): T[] {
  return [...new Set(of)]
}
