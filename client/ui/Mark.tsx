import './Mark.css'

/** The house's sign: one thread from the caller to the person. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="app-mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path className="app-mark__thread" d="M5 24C18 24 14 8 27 8" />
      <circle className="app-mark__end" cx="5" cy="24" r="3.5" />
      <circle className="app-mark__end" cx="16" cy="16" r="2.5" />
      <circle className="app-mark__end" cx="27" cy="8" r="3.5" />
    </svg>
  )
}
