import { TypePassword } from '#client/signIn/TypePassword.tsx'
import { Button } from '#client/ui/Button.tsx'
import { showAge, showDate } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { DOOR_SECONDS, type DoorKept, type DoorKind, type DoorShown, doorKinds } from '#shared/doors.ts'
import type { Instant } from '#shared/time.ts'
import { isOld } from './core/isOld.ts'
import { useReveal } from './useReveal.ts'

type Shown = Extract<DoorShown, { kind: 'shown' }>

type Props = {
  door: DoorKept
  now: Instant
  isStale: boolean
  /** It is this one that was asked for last. */
  isTurn: boolean
  reveal: (kind: DoorKind) => Promise<DoorShown>
  onTurn: () => void
  onChange: (() => void) | null
}

/** One code: what there is and how old, and, for half a minute after it was asked for, the code. */
export function DoorRow({ door, now, isStale, isTurn, reveal, onTurn, onChange }: Props) {
  const { shown, secondsLeft, hidden, hide, notShown, isBusy, asksPassword, leavePassword, ...sight } =
    useReveal<Shown>(DOOR_SECONDS)
  const { text, named } = doorKinds[door.kind]
  const value = isTurn && shown ? shown.value : null
  const asks = isTurn && asksPassword

  async function ask() {
    onTurn()
    await sight.ask(() => reveal(door.kind))
  }

  return (
    <li className="app-door">
      <div className="app-door__head">
        <b>{text}</b>
        {value === null ? <span className="app-door__mask">Hidden</span> : null}
        <span className="app-door__acts">
          {asks ? null : value === null ? (
            <Button look="primary" size="small" disabled={isStale || isBusy} onClick={ask}>
              {isBusy ? 'Asking…' : `Show ${named}`}
            </Button>
          ) : (
            <Button size="small" onClick={hide}>
              Hide it
            </Button>
          )}
          {onChange ? (
            <Button
              id={`door-change-${door.kind}`}
              look="quiet"
              size="small"
              disabled={isStale}
              aria-label={`Change: ${text}`}
              onClick={onChange}
            >
              Change…
            </Button>
          ) : null}
        </span>
      </div>
      {asks ? (
        <TypePassword
          id={`password-${door.kind}`}
          act={`Show ${named}`}
          isStale={isStale}
          onProved={ask}
          onLeave={leavePassword}
        />
      ) : null}
      {value === null ? null : (
        <>
          {/* Read and said, not carried away: what is copied ends up in notes, which everybody reads. */}
          <output
            className={`app-door__value ${value.length > 12 ? 'app-door__value--words' : ''}`}
            aria-label={text}
            draggable={false}
            onCopy={event => event.preventDefault()}
          >
            {value}
          </output>
          <p className="app-small app-numbers">
            Hidden again in {secondsLeft} s, or when you leave this window.
          </p>
        </>
      )}
      {isTurn && hidden && value === null ? (
        <p className="app-quiet app-small" role="status">
          {hidden === 'by_time' ? 'Hidden again: the time was over.' : 'Hidden again: you left this window.'}
        </p>
      ) : null}
      {notShown ? (
        <Notice tone="caution" role="alert" title="Not shown.">
          {notShown}
        </Notice>
      ) : null}
      <p className="app-quiet app-small">
        {door.verifiedOn ? `It opened on ${showDate(door.verifiedOn)}` : 'Nobody has said that it was tried'}
        {' · '}written {showAge(door.at, now)}, {door.by.name}, {door.by.organisation}
        {isOld(door, now) ? <b className="app-item__old"> △ Old: have it tried, or ask again.</b> : null}
      </p>
    </li>
  )
}
