import './EmptyDesk.css'

/** Before the first call: what to do, in three steps. */
export function EmptyDesk() {
  return (
    <section className="app-practice-empty" aria-labelledby="practice-how">
      <h2 id="practice-how" className="app-practice-empty__title">
        Play the caller here, and the nurse in a second window
      </h2>
      <ol className="app-practice-empty__steps">
        <li>
          <b>Choose who phones</b> and press <b>Phone</b>. A handset appears here and you read what the caller
          hears.
        </li>
        <li>
          <b>Answer on the nurse’s console</b>, opened in a second window. The thread turns gold when the two
          are joined.
        </li>
        <li>
          <b>Talk, press keys, hang up</b> on the handset. Any telephone that Goldthread rings or texts turns
          up here too.
        </li>
      </ol>
    </section>
  )
}
