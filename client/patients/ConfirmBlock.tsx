import { Button } from '#client/ui/Button.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { GlanceBlock } from '#shared/record/glance.ts'
import { useRecordActs } from './recordActs.ts'

/** A whole block that was gone through: with whom, and one press. */
export function ConfirmBlock({ block }: { block: GlanceBlock }) {
  const acts = useRecordActs()
  // What is covered was not gone through with anybody.
  const items = block.items.filter(({ section, isCovered }) => !isCovered && acts?.mayConfirm(section))
  if (!acts || items.length === 0) return null
  return (
    <div className="app-through">
      <TextField
        label="Gone through with"
        value={acts.goneThroughWith}
        maxLength={200}
        onChange={acts.goThroughWith}
      />
      <Button
        size="small"
        disabled={acts.isStale}
        aria-label={`All of this is still right: ${block.title}`}
        onClick={() => void acts.confirm(items)}
      >
        All of this is still right
      </Button>
    </div>
  )
}
