import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import './OnlookerBanner.css'

/** In a second tab: the rest of the page is inert, and this is all there is to do. */
export function OnlookerBanner({ onTakeOver }: { onTakeOver: () => void }) {
  return (
    <main className="app-onlooker">
      <Notice
        tone="caution"
        role="status"
        title="This console is open in another tab."
        actions={
          <Button look="primary" onClick={onTakeOver}>
            Use it here
          </Button>
        }
      >
        Here you can only look. Calls ring in the other tab.
      </Notice>
    </main>
  )
}
