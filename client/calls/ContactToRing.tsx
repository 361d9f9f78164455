import { call as ask } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { CallId, ItemId } from '#shared/ids.ts'
import type { ContactToRing as Contact } from '#shared/parties.ts'
import { routes } from '#shared/routes.ts'

/** Which contact, on which of their telephones, as they were read. */
export type ChosenContact = { epoch: number; itemId: ItemId; version: number; phone: number }

type Props = {
  callId: CallId
  error: string | undefined
  value: ChosenContact | null
  onChange: (chosen: ChosenContact | null) => void
}

/** Somebody of the record, by pressing one of their telephones. Read only when it is asked for: it is a look at the contacts. */
export function ContactToRing({ callId, error, value, onChange }: Props) {
  const loaded = useLoad(`contacts to ring ${callId}`, signal =>
    ask(routes.contactsToRing, { params: { callId }, signal }),
  )
  if (loaded.kind === 'loading') return <Skeleton lines={3} label="Looking who is on the record…" />
  if (loaded.kind === 'failed')
    return <NotLoaded title="We could not read who is on the record." failed={loaded} />
  const { epoch, contacts } = loaded.value
  const choices = contacts.flatMap(contact =>
    contact.phones.map(({ phone, says }) => ({
      value: `${contact.itemId} ${phone}`,
      says: `${contact.name}, ${contact.relationship}: ${says}`,
      chosen: { epoch, itemId: contact.itemId, version: contact.version, phone },
    })),
  )
  const who = contacts.find(({ itemId }) => itemId === value?.itemId)
  if (choices.length === 0)
    return <p className="app-quiet">Nobody on the record has a number that may be rung from here.</p>
  return (
    <>
      <Radios
        id="party-contact"
        label="Who on the record"
        error={error}
        value={value ? `${value.itemId} ${value.phone}` : ''}
        choices={choices}
        onChange={pressed => onChange(choices.find(choice => choice.value === pressed)?.chosen ?? null)}
      />
      {who ? <May contact={who} /> : null}
    </>
  )
}

function May({ contact: { name, may } }: { contact: Contact }) {
  return (
    <p role="status">
      <b>What {name} may be told:</b> {may}
    </p>
  )
}
