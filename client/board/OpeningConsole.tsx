import { Mark } from '#client/ui/Mark.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import './Strip.css'

/** The console before it knows anything: its parts are where they will be. */
export function OpeningConsole() {
  return (
    <div className="app-console">
      <header className="app-strip">
        <Mark />
        <h1 className="app-strip__line">Goldthread</h1>
      </header>
      <div className="app-console__columns">
        <div className="app-board">
          <Skeleton lines={8} label="Opening the board…" />
        </div>
        <main className="app-console__centre app-console__centre--wide">
          <Skeleton lines={6} isCard />
        </main>
      </div>
    </div>
  )
}
