import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { CallerChoices } from './CallerChoices.tsx'
import './Choice.css'
import { type Chosen, pickedAfter, ringsWhich, telephoneOf, usualLine } from './core/choice.ts'
import { takeUp } from './core/desk.ts'
import { livePhones } from './core/handset.ts'
import type { LineView } from './core/line.ts'
import { LineChoice } from './LineChoice.tsx'
import { OtherPhones } from './OtherPhones.tsx'
import { usePractice, usePracticeStore } from './PracticeProvider.tsx'
import { Scenes } from './Scenes.tsx'
import { useAct } from './useAct.ts'
import { useCallActs } from './useCallActs.ts'

/** Who phones, and which number: then it rings. */
export function Choice({ view }: { view: LineView }) {
  const { link } = usePractice()
  const store = usePracticeStore()
  const acts = useCallActs()
  const act = useAct()
  const [chosen, setChosen] = useState<Chosen>(
    view.callers.length > 0 ? { kind: 'caller', index: 0 } : { kind: 'number', typed: '' },
  )
  const [lineNumber, setLineNumber] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  // Whoever plays may ring another line than this person would: the choice made by hand counts.
  const line = ringsWhich(view.numbers, lineNumber ?? usualLine(chosen, view.callers))
  const telephone = telephoneOf(chosen, view.callers)

  function choose(next: Chosen) {
    setChosen(next)
    setLineNumber(pickedAfter(chosen, next, { byHand: lineNumber, shown: line?.number }, view))
  }
  function toChoice() {
    store.arrange(desk => ({ ...desk, facing: 'choice' }))
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus())
  }
  useShortcut('P', 'Choose who phones', toChoice)

  /** The refusal takes room: what is to be mended must stay in sight. */
  function refuse(needs: string) {
    act.refuse(needs)
    requestAnimationFrame(() =>
      form.current?.querySelector('[type=tel]')?.scrollIntoView({ block: 'nearest' }),
    )
  }
  async function phone(event: FormEvent) {
    event.preventDefault()
    if ('needs' in telephone) return refuse(telephone.needs)
    if (livePhones(view).includes(telephone.phone)) {
      store.arrange(desk => takeUp(desk, telephone.phone))
      return act.refuse('That telephone is already on a call: hang up first.')
    }
    await act.run(() => acts.phone(telephone.phone, line?.number, telephone.name))
  }
  function pickUp() {
    if ('needs' in telephone) return refuse(telephone.needs)
    act.refuse('')
    store.arrange(desk => takeUp(desk, telephone.phone, telephone.name))
  }

  const who = 'name' in telephone && telephone.name ? ` as ${telephone.name}` : ''
  return (
    <form className="app-practice-choice" ref={form} onSubmit={phone} aria-label="Who phones">
      <div className="app-practice-choice__scroll">
        <CallerChoices callers={view.callers} chosen={chosen} onChoose={choose} />
        <Scenes view={view} />
        <OtherPhones view={view} />
      </div>
      <div className="app-practice-choice__act">
        <LineChoice numbers={view.numbers} chosen={line?.number} onChoose={setLineNumber} />
        {act.refusal ? <Notice tone="caution" role="alert" title={act.refusal} /> : null}
        <Button
          type="submit"
          look="primary"
          size="large"
          disabled={act.isBusy || link.kind === 'away' || view.numbers.length === 0}
        >
          Phone{who}
        </Button>
        {chosen.kind === 'withheld' ? null : (
          <Button look="quiet" size="small" onClick={pickUp}>
            Only pick up this handset, to be rung or texted
          </Button>
        )}
      </div>
    </form>
  )
}
