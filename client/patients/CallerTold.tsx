import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import type { CallerMayBe, CallIdentity } from '#shared/calls.ts'
import type { CallId, ItemId } from '#shared/ids.ts'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import { routes } from '#shared/routes.ts'
import { MayBeToldBar } from './MayBeToldBar.tsx'

type Props = {
  callId: CallId
  identity: CallIdentity
  isStale: boolean
  hasDied: boolean
  loaded: { value: OpenedForCall; again: () => void }
}

/** What this caller may hear; and, where the name alone does not tell who is calling, those of the record who go by it. */
export function CallerTold({ callId, identity, isStale, hasDied, loaded: { value, again } }: Props) {
  return (
    <MayBeToldBar mayBeTold={value.mayBeTold} caller={identity.caller} hasDied={hasDied}>
      {value.callerMayBe.among.length > 0 ? (
        <WhichCaller {...value.callerMayBe} {...{ callId, epoch: value.epoch, isStale }} onSaid={again} />
      ) : null}
    </MayBeToldBar>
  )
}

type Choice = OpenedForCall['callerMayBe'] & {
  callId: CallId
  epoch: number
  isStale: boolean
  onSaid: () => void
}

/** The nurse says which of them it is, and takes it back by pressing once more. */
function WhichCaller({ chosen, among, callId, epoch, isStale, onSaid }: Choice) {
  const { isBusy, refused, send } = useSend()
  const choose = async (itemId: ItemId | null) => {
    const body = { commandId: newCommandId(), epoch, itemId }
    if (await send(() => call(routes.sayWhoCalls, { params: { callId }, body }))) onSaid()
  }
  return (
    <fieldset className="app-told__among">
      <legend className="nhsuk-u-visually-hidden">Which of them is calling?</legend>
      <span className="app-small" aria-hidden="true">
        Which of them is calling?
      </span>
      {among.some(one => one.hasThisNumber) ? <span className="app-small">A number is no proof.</span> : null}
      {among.map(one => (
        <Button
          key={one.itemId}
          size="small"
          look={one.itemId === chosen ? 'primary' : 'secondary'}
          aria-pressed={one.itemId === chosen}
          disabled={isStale || isBusy}
          onClick={() => void choose(one.itemId === chosen ? null : one.itemId)}
        >
          {saysWho(one)}
        </Button>
      ))}
      {refused === null ? null : (
        <span className="app-small" role="alert">
          {refused}
        </span>
      )}
    </fieldset>
  )
}

function saysWho({ name, relationship, hasThisNumber }: CallerMayBe): string {
  return `${name}, ${relationshipInWords(relationship)}${hasThisNumber ? ' (this is their number)' : ''}`
}
