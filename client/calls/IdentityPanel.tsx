import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import { type CallDetail, CHILD_IS_NOT_ASKED } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { CallerFields } from './CallerFields.tsx'
import { CandidateHints } from './CandidateHints.tsx'
import './IdentityPanel.css'
import { LookAlikes } from './LookAlikes.tsx'
import { type MatchWords, OPENS } from './MatchCard.tsx'
import { MatchList } from './MatchList.tsx'
import { ProvisionalForm } from './ProvisionalForm.tsx'
import { SaidFields } from './SaidFields.tsx'
import { useIdentity } from './useIdentity.ts'

/** Nothing that a child said is held against anybody, and no reason is asked of the nurse: it is this. */
const OF_A_CHILD: MatchWords = { ...OPENS, unchecked: 'Open for this child', because: CHILD_IS_NOT_ASKED }

type Props = {
  callId: CallId
  epoch: number
  isWithheld: boolean
  isStale: boolean
  onDetail: (detail: CallDetail) => void
}

/** Who is this about? The caller says, the nurse types, the server compares: the record itself stays shut until then. */
export function IdentityPanel({ callId, epoch, isWithheld, isStale, onDetail }: Props) {
  const identity = useIdentity({ callId, epoch, isWithheld, isStale, onDetail })
  const [isNew, setNew] = useState(false)
  const { state } = identity
  const { isChild } = identity.caller
  // After "this is the wrong person" the search for the right one begins here; at first the notes have the cursor.
  useFocusIfLost('said-name', epoch > 0)
  useFocusOnError(state.errors)

  return (
    <section className="app-identity" aria-labelledby="identity-title">
      <div className="app-identity__head">
        <h3 className="app-identity__title" id="identity-title">
          Who is this about?
        </h3>
        <Button look="quiet" size="small" aria-expanded={isNew} onClick={() => setNew(!isNew)}>
          Not on our records…
        </Button>
      </div>
      <CandidateHints callId={callId} isWithheld={isWithheld} isShort />
      <form
        className="app-stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void identity.check()
        }}
      >
        <ErrorSummary errors={state.errors.filter(({ id }) => id === '')} title="That was not done" />
        <CallerFields
          caller={identity.caller}
          onChange={identity.describeCaller}
          errors={identity.errors.ofCaller}
          canBeChild
        />
        {isChild ? (
          <Notice tone="caution" role="status" title="A child is asked to prove nothing.">
            Are you safe? Is a grown-up there? Can you put me on loudspeaker? Choose by the number, or by the
            name a child knows: the record opens without checks, and a shift lead is told.
          </Notice>
        ) : null}
        <SaidFields
          form={identity.form}
          errors={identity.errors.ofSaid}
          onChange={identity.type}
          isChild={isChild}
        >
          {isWithheld ? null : (
            <Button type="submit" look="primary" disabled={isStale || state.isBusy} shortcut="C">
              {isChild ? 'Whom the number suggests' : 'Check'}
            </Button>
          )}
          <Button
            type={isWithheld ? 'submit' : 'button'}
            look={isWithheld ? 'primary' : 'secondary'}
            onClick={isWithheld ? undefined : () => void identity.search()}
            disabled={isStale || state.isBusy}
            shortcut="S"
          >
            Search everyone
          </Button>
        </SaidFields>
      </form>
      {isNew ? (
        <ProvisionalForm
          isStale={isStale}
          onSave={where => void identity.provisional(where)}
          isBusy={state.isBusy}
          onLeave={() => {
            setNew(false)
            document.getElementById('said-name')?.focus()
          }}
        />
      ) : null}
      {state.isBusy && !state.found ? <Skeleton lines={2} label="Comparing…" /> : null}
      {state.found ? (
        <MatchList
          found={state.found}
          typed={identity.form}
          isStale={isStale || state.isBusy}
          onConfirm={(match, because) => void identity.confirm(match, because)}
          {...(isChild ? { words: OF_A_CHILD } : {})}
          lookAlikes={({ patientId, differences }) =>
            differences.length > 0 ? (
              <LookAlikes
                of={`${callId} ${patientId}`}
                ask={signal =>
                  call(routes.besideAlike, {
                    params: { callId },
                    body: { patientId, said: identity.said },
                    signal,
                  })
                }
                isStale={isStale || state.isBusy}
              />
            ) : null
          }
        />
      ) : null}
    </section>
  )
}
