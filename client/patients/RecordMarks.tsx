import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { showDate, showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { dayInBritain } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { RecordMarks as Marks } from '#shared/record/marks.ts'

type Props = {
  marks: Marks
  /** Absent where the other record cannot be opened from here. */
  onOther?: (patientId: PatientId) => void | Promise<void>
}

/** What must be known before a line of the record is believed: that it may be somebody else's, and that there is a second one. */
export function RecordMarks({ marks: { disputed, linked }, onOther }: Props) {
  const [says, setSays] = useState<string | null>(null)
  async function goTo(patientId: PatientId) {
    try {
      await onOther?.(patientId)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setSays(error.message)
    }
  }
  const kept = linked.find(({ isKept }) => isKept)
  return (
    <>
      {disputed ? (
        <Notice tone="danger" role="status" title="Identity disputed: this may be somebody else’s record.">
          {quoted(disputed.because)} {disputed.by}, {showDate(dayInBritain(disputed.since))}{' '}
          {showTime(disputed.since)}. Read it with care. Nothing is written on it until a shift lead has
          settled whose it is.
        </Notice>
      ) : null}
      {linked.length > 0 ? (
        <Notice
          tone="caution"
          title={
            kept
              ? 'There are two records of this person. Write on the other one.'
              : 'There is a second record of this person. This is the one to write on.'
          }
          actions={
            onOther
              ? linked.map(({ patientId, isKept }) => (
                  <Button
                    key={patientId}
                    look={isKept ? 'primary' : 'secondary'}
                    size="small"
                    onClick={() => void goTo(patientId)}
                  >
                    {isKept ? 'Open the one to write on' : 'Open the second record'}
                  </Button>
                ))
              : null
          }
        >
          {linked
            .map(
              ({ name, birthDate, hasDied }) =>
                `${name}${birthDate ? `, born ${showDate(birthDate)}` : ''}${hasDied ? ' (that record says that they have died)' : ''}`,
            )
            .join(' · ')}
          . Both keep what was written in them.{says ? <b> {says}</b> : null}
        </Notice>
      ) : null}
    </>
  )
}
