import { useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { hearing } from '#client/live/core/hearing.ts'
import { useInSight } from '#client/live/useInSight.ts'
import { useNow } from '#client/live/useNow.ts'
import { OneSocket } from '#client/live/usePageSocket.ts'
import { useLostAtSignOut } from '#client/ui/useUnsaved.ts'
import type { Copy, HeldTask } from '#shared/onThePhone.ts'
import type { Me } from '#shared/staff.ts'
import { openPhone, type Phone, type PhoneState } from './phone.ts'

/** How often the page asks what there is while it is looked at: an offer of U1 waits five minutes. */
const EACH_MS = 10_000

/** The phone of whoever is signed in here, for as long as the page is open; null while it is opened. */
export function usePhone(me: Me, copy: Copy | null): { phone: Phone; state: PhoneState; isHeard: boolean } {
  const [phone] = useState(() => openPhone(me, copy))
  const state = useSyncExternalStore(phone.subscribe, phone.get)
  useLostAtSignOut(phone.isUnsent)
  useInSight(phone.ask)
  useEffect(() => {
    phone.open()
    const turn = setInterval(() => {
      if (document.visibilityState === 'visible') phone.ask()
    }, EACH_MS)
    window.addEventListener('online', phone.ask)
    return () => {
      clearInterval(turn)
      window.removeEventListener('online', phone.ask)
      phone.close()
    }
  }, [phone])
  const socket = useContext(OneSocket)
  const isHeard = hearing(socket?.heardAt ?? null, useNow()) === 'fresh'
  // The signal came back: what waits is sent without anybody pressing, and nobody's record is believed to be as it was.
  const was = useRef<boolean | null>(null)
  useEffect(() => {
    if (was.current === false && isHeard) phone.turned()
    if (was.current !== null || isHeard) was.current = isHeard
  }, [isHeard, phone])
  // Also of those whose task is not opened: what they take back goes from the list, and from the disk.
  const onListsTurned = socket?.onListsTurned
  useEffect(() => onListsTurned?.(() => phone.turned()), [onListsTurned, phone])
  return { phone, state, isHeard }
}

/** Hears that the record of the person of the open task is another now; where it is not shared, that it may be seen. */
export function useRecordTurned(phone: Phone, { task: { patientId }, person }: HeldTask): void {
  const listen = useContext(OneSocket)?.listen
  const isClosed = person?.kind === 'closed' && person.standing.kind === 'not_shared'
  useEffect(() => {
    if (!patientId || !listen) return
    return listen(isClosed ? { awaits: patientId } : { record: patientId }, version => {
      if (version === null || version !== phone.versionOf(patientId)) phone.turned(patientId)
    })
  }, [phone, patientId, isClosed, listen])
}
