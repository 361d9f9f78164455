import type { CallerDetails, MayBeTold } from '#shared/calls.ts'

const WORDS: Readonly<Record<MayBeTold, string>> = {
  all: '✓ May be told everything',
  condition: '→ May be told how the person is',
  logistics: '△ Only who is coming and when',
  nothing: '■ May be told nothing',
}

type Props = { mayBeTold: { level: MayBeTold; because: string }; caller: CallerDetails | null }

/** What this caller may hear, in plain sight for as long as the record is open. */
export function MayBeToldBar({ mayBeTold, caller }: Props) {
  const who = caller?.name
    ? `${caller.name}${caller.relationship ? ` (${caller.relationship})` : ''}`
    : 'This caller'
  return (
    <p className={`app-told app-told--${mayBeTold.level}`}>
      <span>{who}:</span>
      <b>{WORDS[mayBeTold.level]}</b>
      <span className="app-small">{mayBeTold.because}</span>
    </p>
  )
}
