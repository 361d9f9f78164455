import { CLAIM_HOURS, GLASS_MINUTES, type Standing } from '#shared/access.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

type Open = Extract<Standing, { kind: 'open' }>
type Refused = Exclude<Standing, Open>

/** Why a record that was open until now shows nothing any more, as far as its page can know it, and what to do. */
export function closedWords(
  before: Open,
  now: Refused,
  { at, hasGlass }: { at: Instant; hasGlass: boolean },
): { says: string; next: string } {
  if (before.until !== null && secondsBetween(before.until, at) >= 0)
    return before.by === 'break_glass'
      ? {
          says: `The ${GLASS_MINUTES} minutes for which you broke the glass are over.`,
          next: 'If somebody may still come to harm, break it again, and say why.',
        }
      : {
          says: `The ${CLAIM_HOURS} hours for which you said why you look after them are over.`,
          next: 'If you still do, say so again, and why.',
        }
  switch (now.kind) {
    case 'not_shared':
      return {
        says: 'What they share was changed while you had it open: your organisation is shown nothing of it now.',
        next: `Ask them, or ring the line.${hasGlass ? ' If somebody may come to harm meanwhile, break the glass.' : ''}`,
      }
    case 'ask_first':
      return {
        says: 'What they share was changed while you had it open.',
        next: 'Ask them before you go on.',
      }
    case 'may_exist':
      return before.by === 'task'
        ? {
            says: 'It was open for a task that is done, or that somebody else has now.',
            next: 'Take the task again if it is still yours to do.',
          }
        : { says: 'What opened it to you has ended.', next: 'If you still look after them, say so, and why.' }
    default:
      return now satisfies never
  }
}
