import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { createPracticeSoftphone } from './practiceSoftphone.ts'
import type { Softphone, SoftphoneView } from './softphone.ts'

const SoftphoneContext = createContext<Softphone | null>(null)

/** One telephone for the whole console: it outlives the panel that shows the call. */
export function SoftphoneProvider({ children }: { children: ReactNode }) {
  const [softphone] = useState(createPracticeSoftphone)
  useEffect(() => () => softphone.close(), [softphone])
  return <SoftphoneContext value={softphone}>{children}</SoftphoneContext>
}

export function useSoftphone(): Softphone {
  const softphone = useContext(SoftphoneContext)
  if (!softphone) throw new Error('this page is outside of SoftphoneProvider')
  return softphone
}

export function useSoftphoneView(): SoftphoneView {
  const softphone = useSoftphone()
  return useSyncExternalStore(softphone.watch, softphone.get)
}
