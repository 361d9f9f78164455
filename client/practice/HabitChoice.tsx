import { useId } from 'react'
import { Notice } from '#client/ui/Notice.tsx'
import { type HandsetPhone, PhoneHabit } from '#shared/practice.ts'
import { HABIT_WORDS } from './core/words.ts'
import { usePracticeStore } from './PracticeProvider.tsx'
import { practiceApi } from './practiceApi.ts'
import { useAct } from './useAct.ts'

const HABITS = PhoneHabit.shape.habit.options
const AFTER_SECONDS = [2, 5, 10, 20] as const

/** What this telephone does when it is rung and nobody touches it. */
export function HabitChoice({ phone, known }: { phone: string; known: HandsetPhone | undefined }) {
  const store = usePracticeStore()
  const act = useAct()
  const id = useId()
  const habit = known?.habit ?? 'ring'
  const afterSeconds = known?.afterSeconds ?? 2
  const seconds = [...new Set([...AFTER_SECONDS, afterSeconds])].sort((a, b) => a - b)

  function set(wanted: { habit: HandsetPhone['habit']; afterSeconds: number }) {
    void act.run(async () => {
      store.hear({ type: 'phone', phone: await practiceApi.setHabit(phone, wanted) })
    })
  }
  return (
    <div className="app-habit">
      <label className="app-field__label" htmlFor={id}>
        When it is rung
      </label>
      <select
        id={id}
        className="nhsuk-select app-select"
        value={habit}
        onChange={event => set({ habit: PhoneHabit.shape.habit.parse(event.target.value), afterSeconds })}
      >
        {HABITS.map(each => (
          <option key={each} value={each}>
            {HABIT_WORDS[each]}
          </option>
        ))}
      </select>
      {habit === 'answer' || habit === 'voicemail' || habit === 'reject' ? (
        <select
          className="nhsuk-select app-select"
          aria-label="How long it rings first"
          value={afterSeconds}
          onChange={event => set({ habit, afterSeconds: Number(event.target.value) })}
        >
          {seconds.map(each => (
            <option key={each} value={each}>
              after {each} s
            </option>
          ))}
        </select>
      ) : null}
      {act.refusal ? <Notice tone="caution" role="alert" title={act.refusal} /> : null}
    </div>
  )
}
