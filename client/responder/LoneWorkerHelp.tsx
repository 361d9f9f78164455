import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { readSetting, writeSetting } from '#client/ui/settings.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { Place } from '#shared/loneWork.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Me } from '#shared/staff.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { type HelpStands, unsentHelp } from './core/loneWorker.ts'
import type { PhoneState } from './phone.ts'
import { whereThisPhoneIs } from './whereThisPhoneIs.ts'

type HelpProps = { me: Me; onHelp: (place: Place | null, at: Instant) => Promise<void> }

/** Guarded by a second press somewhere else, so that no pocket calls the police; and after that it goes at once. */
export function LoneHelp({ me, onHelp }: HelpProps) {
  const [isAsking, setAsking] = useState(false)
  const [tellsWhere, setTellsWhere] = useState(() => readSetting('tellsWhere') === me.staffId)
  useFocusIfGone('help-asks')
  useFocusIfGone('help-first')
  function send() {
    setAsking(false)
    const at = new Date().toISOString()
    void onHelp(null, at)
    // Nothing waits for where they are: it is put to it when the telephone knows, and is the same press.
    if (tellsWhere) void whereThisPhoneIs().then(place => (place ? onHelp(place, at) : undefined))
  }
  if (!isAsking)
    return (
      <Button id="help-first" look="danger" className="app-phone__help" onClick={() => setAsking(true)}>
        Call for help…
      </Button>
    )
  return (
    <fieldset id="help-asks" tabIndex={-1} className="app-phone__help-asks">
      <legend className="nhsuk-u-visually-hidden">Call for help</legend>
      <p>
        The line is told at once, with whoever leads and can be reached, and is asked to ring 999 for you.
      </p>
      <label className="app-phone__where">
        <input
          type="checkbox"
          checked={tellsWhere}
          onChange={({ target }) => {
            setTellsWhere(target.checked)
            writeSetting('tellsWhere', target.checked ? me.staffId : '')
          }}
        />{' '}
        Tell them where this phone is, if it knows
      </label>
      <Button look="quiet" size="large" onClick={() => setAsking(false)}>
        Not now
      </Button>
      <Button look="danger" size="large" className="app-phone__help" onClick={send}>
        Send the call for help
      </Button>
      <Ring me={me} />
    </fieldset>
  )
}

type PressedProps = {
  help: HelpStands
  state: PhoneState
  me: Me
  now: Instant
  onMistaken: () => void
}

/** Longer than a press needs with a signal: then it is said that it has not gone. Seconds. */
const GONE_SECONDS = 4

/** What came of it, as far as this phone knows: never that somebody has it who may not. */
export function HelpPressed({ help, state, me, now, onMistaken }: PressedProps) {
  const unsent = unsentHelp(state.queue.waiting)
  const isStuck =
    unsent !== undefined && (state.trouble !== null || secondsBetween(unsent.at, now) > GONE_SECONDS)
  if (isStuck)
    return (
      <Notice
        tone="danger"
        role="alert"
        title="Your call for help has NOT gone."
        actions={help.isMistaken ? null : <Button onClick={onMistaken}>Pressed by accident</Button>}
      >
        <p>
          {help.isMistaken
            ? 'It goes as soon as it can be sent, and with it that it was pressed by accident: a nurse speaks to you then.'
            : 'There is no signal here, or nobody answers. It is sent by itself as soon as it can be. Do not wait for it:'}
        </p>
        <Ring me={me} />
      </Notice>
    )
  if (unsent)
    return (
      <Notice tone="danger" role="alert" title="Sending your call for help…">
        <Ring me={me} />
      </Notice>
    )
  return (
    <Notice
      tone="danger"
      role="alert"
      title={help.isMistaken ? 'You said that it was pressed by accident.' : whoHasIt(help, now)}
      actions={help.isMistaken ? null : <Button onClick={onMistaken}>Pressed by accident</Button>}
    >
      <p>
        {help.isMistaken
          ? 'A nurse speaks to you before it is closed: pick up, or ring the line.'
          : 'If you can, ring 999 as well. If you are in danger, leave.'}
      </p>
      <Ring me={me} />
    </Notice>
  )
}

/** That it has arrived is not that somebody has it. */
function whoHasIt({ seenTo, rung999 }: HelpStands, now: Instant): string {
  if (!seenTo) return 'It has reached the line. Nobody has said yet that they see to it.'
  const rung = rung999 ? `; 999 rung ${showMoment(rung999.at, now)}` : ''
  return `${seenTo.name} has seen it ${showMoment(seenTo.at, now)}${rung}.`
}

function Ring({ me }: { me: Me }) {
  return (
    <div className="app-phone__safe">
      <a className="app-phone__call" href="tel:999">
        Ring 999
      </a>
      <a className="app-phone__call" href={`tel:${me.line.phoneNumber}`}>
        Ring the line: {showPhoneNumber(me.line.phoneNumber)}
      </a>
    </div>
  )
}
