import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Key } from '#client/ui/Key.tsx'
import { useFocusKey } from '#client/ui/useFocusKey.ts'
import { type CallerMayBe, type CallIdentity, NONE_OF_THEM } from '#shared/calls.ts'
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

/** What this caller may hear; and, where what was said does not tell who is calling, those of the record who go by it. */
export function CallerTold({ callId, identity, isStale, hasDied, loaded: { value, again } }: Props) {
  return (
    <MayBeToldBar mayBeTold={value.mayBeTold} caller={whoCalls(value, identity)} hasDied={hasDied}>
      {value.callerMayBe.among.length > 0 ? (
        <WhichCaller {...value.callerMayBe} {...{ callId, epoch: value.epoch, isStale }} onSaid={again} />
      ) : null}
    </MayBeToldBar>
  )
}

/** Whom the nurse chose, by the name on the record and not by half a name that was said; or who they say that they are. */
export function whoCalls({ callerMayBe: { chosen, among } }: OpenedForCall, identity: CallIdentity) {
  return among.find(({ itemId }) => itemId === chosen) ?? identity.caller
}

type Choice = OpenedForCall['callerMayBe'] & {
  callId: CallId
  epoch: number
  isStale: boolean
  onSaid: () => void
}

const FIRST_OFFERED = 'who-is-calling'

/** The nurse says which of them it is, or none of them, and takes it back by pressing once more. */
function WhichCaller({ chosen, among, callId, epoch, isStale, onSaid }: Choice) {
  const { isBusy, refused, send } = useSend()
  useFocusKey('Q', 'To: who is calling', FIRST_OFFERED)
  const choose = async (itemId: ItemId | null) => {
    const body = { commandId: newCommandId(), epoch, itemId }
    if (await send(() => call(routes.sayWhoCalls, { params: { callId }, body }))) onSaid()
  }
  const asks = among.length > 1 ? 'Which of them is calling?' : 'Who is calling?'
  const offered = [
    ...among.map(one => ({ itemId: one.itemId, says: saysWho(one) })),
    { itemId: NONE_OF_THEM, says: 'None of them' },
  ]
  return (
    <fieldset className="app-told__among">
      <legend className="nhsuk-u-visually-hidden">{asks}</legend>
      <span className="app-small" aria-hidden="true">
        {asks} <Key name="Q" />
      </span>
      {among.some(one => one.hasThisNumber) ? <span className="app-small">A number is no proof.</span> : null}
      {offered.map(({ itemId, says }, place) => (
        <Button
          key={itemId}
          {...(place === 0 ? { id: FIRST_OFFERED } : {})}
          size="small"
          look={itemId === chosen ? 'primary' : 'secondary'}
          aria-pressed={itemId === chosen}
          disabled={isStale || isBusy}
          onClick={() => void choose(itemId === chosen ? null : itemId)}
        >
          {says}
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
