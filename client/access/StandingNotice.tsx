import { Button } from '#client/ui/Button.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { Standing } from '#shared/access.ts'
import type { Me, Role } from '#shared/staff.ts'
import { closedWords } from './core/closing.ts'
import type { Closed } from './useClosing.ts'

type Props = {
  standing: Standing
  role: Role
  organisationKind: Me['organisationKind']
  /** It was open on this very page until then. */
  closed: Closed | null
  onAsked: () => void
  onClaim: () => void
  onGlass: () => void
  /** Onto the list of this reader's organisation; null where that is not theirs to do. */
  onJoin: (() => void) | null
}

const NO_MORE = {
  line: 'We cannot tell you more: nothing opens it to you yet, no call and no task.',
  others:
    'We cannot tell you more: nothing opens it to you yet. If you look after them, say so, and why: it opens as far as they share it with you.',
}

/** Why the record is open to this person, or what would open it. */
export function StandingNotice(props: Props) {
  const { standing, role, organisationKind, closed, onAsked, onClaim, onGlass, onJoin } = props
  // An administrator has no emergencies: a colleague who looks after the person has.
  const glass =
    role === 'administrator' ? null : (
      <Button look="danger" onClick={onGlass}>
        It is an emergency…
      </Button>
    )
  const hasGlass = glass !== null
  const since =
    closed && standing.kind !== 'open'
      ? { ...closedWords(closed.before, standing, { at: closed.at, hasGlass }), at: showTime(closed.at) }
      : null
  // Said aloud: it came by itself, under somebody who was reading.
  const said = since ? { role: 'status' as const } : {}
  switch (standing.kind) {
    case 'open':
      if (standing.by === 'caseload') return null
      if (standing.by === 'task')
        return (
          <Notice tone="plain" title="Open for the task that you have taken.">
            It closes when the task is done, or somebody else has it. The person can read that you looked.
          </Notice>
        )
      return (
        <Notice
          tone={standing.by === 'break_glass' ? 'danger' : 'caution'}
          title={standing.by === 'break_glass' ? 'The glass is broken.' : 'Open for the reason you gave.'}
          actions={
            standing.by === 'claimed' && onJoin ? <Button onClick={onJoin}>Take onto our list…</Button> : null
          }
        >
          {standing.because ? quoted(standing.because) : null}
          {standing.until ? ` Until ${showTime(standing.until)}.` : ''} A privacy officer will read this, and
          the person can.
        </Notice>
      )
    case 'may_exist':
      return (
        <Notice
          tone="caution"
          title={
            standing.ended?.says ?? (since ? `This record closed at ${since.at}.` : 'A record may exist.')
          }
          {...(standing.ended ? { role: 'status' as const } : said)}
          actions={
            <>
              <Button onClick={onClaim}>I look after this person…</Button>
              {glass}
            </>
          }
        >
          {standing.ended?.next ??
            sayClosed(since) ??
            NO_MORE[organisationKind === 'hub' ? 'line' : 'others']}
        </Notice>
      )
    case 'not_shared':
      return (
        <Notice
          tone="caution"
          title={
            since
              ? `Since ${since.at} this record is not shared with you.`
              : 'This record is not shared with you.'
          }
          actions={glass}
          {...said}
        >
          {standing.closedBy ? standing.because : (sayClosed(since) ?? standing.because)}
        </Notice>
      )
    case 'ask_first':
      return (
        <Notice
          tone="caution"
          title={since ? `Since ${since.at} they want to be asked first.` : 'Ask first.'}
          {...said}
          actions={
            <>
              <Button look="primary" onClick={onAsked}>
                I have asked, and may look
              </Button>
              {glass}
            </>
          }
        >
          {sayClosed(since) ?? standing.because}
        </Notice>
      )
    default:
      return standing satisfies never
  }
}

type Since = { says: string; next: string; at: string } | null

function sayClosed(since: Since): string | undefined {
  return since ? `${since.says} ${since.next}` : undefined
}
