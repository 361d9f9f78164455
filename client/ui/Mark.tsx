import './Mark.css'

/** The house's sign: one thread from the caller to the person. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="app-mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path className="app-mark__thread" d="M6 8c10 0 0 16 10 16S16 8 26 8" transform="translate(0 0)" />
      <circle className="app-mark__end" cx="6" cy="8" r="3" />
      <circle className="app-mark__end" cx="26" cy="8" r="3" />
    </svg>
  )
}
