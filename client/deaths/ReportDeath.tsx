import { useCallback, useState } from 'react'
import { useLoad } from '#client/api/useLoad.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { DeathAnswers, DeathOffer } from '#shared/deaths.ts'
import { type DeathForm, startingForm } from './core/deathForm.ts'
import { DeathConfirm } from './DeathConfirm.tsx'
import { DeathQuestions } from './DeathQuestions.tsx'
import './deaths.css'
import type { DeathWay } from './deathWay.ts'

type Props = {
  way: DeathWay
  /** 'Angela Ashby, wife': who tells of it, to be changed. */
  caller: string
  isStale: boolean
  onDone: () => void
}

/** A death is told: the questions that matter, and then whose death it is. What was typed stays when the window is closed. */
export function ReportDeath({ way, caller, isStale, onDone }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [form, setForm] = useState<DeathForm | null>(null)
  const open = useCallback(() => setOpen(true), [])
  useShortcut('G', 'Report a death', isStale || isOpen ? null : open)
  return (
    <>
      <Button id="report-death" look="quiet" size="small" shortcut="G" disabled={isStale} onClick={open}>
        Report a death…
      </Button>
      {isOpen ? (
        <Reporting
          way={way}
          caller={caller}
          isStale={isStale}
          form={form}
          onForm={setForm}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            setForm(null)
            onDone()
          }}
        />
      ) : null}
    </>
  )
}

type ReportingProps = Props & {
  form: DeathForm | null
  onForm: (form: DeathForm) => void
  onClose: () => void
}

function Reporting({ way, caller, isStale, form, onForm, onClose, onDone }: ReportingProps) {
  const loaded = useLoad(`death ${way.key}`, way.offer)
  const [commandId] = useState(newCommandId)
  const [answers, setAnswers] = useState<DeathAnswers | null>(null)
  const title = answers ? 'Report a death: is this the person?' : 'Report a death: what was said'
  return (
    <Dialog look="wide" title={title} onClose={onClose}>
      {loaded.kind === 'loading' ? <Skeleton lines={9} label="Looking what the record says…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="We could not open this." failed={loaded}>
          Nothing was reported. Go on talking, and try again.
        </NotLoaded>
      ) : null}
      {loaded.kind === 'here' ? (
        <Steps
          offer={loaded.value}
          form={form ?? startingForm(loaded.value, caller)}
          answers={answers}
          isStale={isStale}
          report={confirmed =>
            // The second step is only shown once there are answers.
            way.report({ commandId, answers: answers as DeathAnswers, confirmed })
          }
          onForm={onForm}
          onAnswers={setAnswers}
          onDone={onDone}
        />
      ) : null}
    </Dialog>
  )
}

type StepsProps = {
  offer: DeathOffer
  form: DeathForm
  answers: DeathAnswers | null
  isStale: boolean
  report: (confirmed: Parameters<DeathWay['report']>[0]['confirmed']) => ReturnType<DeathWay['report']>
  onForm: (form: DeathForm) => void
  onAnswers: (answers: DeathAnswers | null) => void
  onDone: () => void
}

function Steps({ offer, form, answers, isStale, report, onForm, onAnswers, onDone }: StepsProps) {
  return answers ? (
    <DeathConfirm
      offer={offer}
      answers={answers}
      isStale={isStale}
      report={report}
      onBack={() => onAnswers(null)}
      onDone={onDone}
    />
  ) : (
    <DeathQuestions offer={offer} form={form} onForm={onForm} onReady={onAnswers} />
  )
}
