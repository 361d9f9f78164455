import { useEffect, useState } from 'react'
import { showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { Act } from '#shared/onThePhone.ts'
import { endsIt } from './core/standsAs.ts'

/** What ended a task and was taken by the line: who leaves a house must know that it is not only on this phone. Gone with the page. */
export function Taken({ sent, isShown }: { sent: readonly Act[]; isShown: boolean }) {
  const [last, setLast] = useState<Act | null>(null)
  useEffect(() => {
    const ended = sent.findLast(endsIt)
    if (ended) setLast(ended)
  }, [sent])
  if (!last || !isShown) return null
  const { asked } = last
  const doses = asked.kind === 'progress' && asked.body.step === 'done' ? asked.body.outcome.given.length : 0
  return (
    <Notice tone="well" role="status" title="The line has it.">
      As you said it at {showTime(last.at)}.
      {doses > 0 ? ` What you gave is on the ledger: ${doses === 1 ? 'one dose' : `${doses} doses`}.` : ''}
    </Notice>
  )
}
