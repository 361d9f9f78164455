import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import './AddDialog.css'
import type { Offer, OfferBlock } from './core/offers.ts'
import { offersFor } from './core/offers.ts'

type Props = { blocks: readonly OfferBlock[]; onChoose: (offer: Offer) => void; onClose: () => void }

/** What can be put on the record, by its blocks. Typing narrows it down, and Enter takes the first. */
export function AddDialog({ blocks, onChoose, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const found = offersFor(blocks, typed)
  const first = found[0]?.offers[0]
  return (
    <Dialog look="wide" title="Put on the record" onClose={onClose}>
      <form
        className="app-stack"
        onSubmit={event => {
          event.preventDefault()
          if (first) onChoose(first)
        }}
      >
        <TextField
          label="What is it about?"
          hint="A word of it, such as “allergy”, “keysafe” or “attorney”. Enter takes the first."
          value={typed}
          onChange={setTyped}
        />
        <p className="nhsuk-u-visually-hidden" role="status">
          {typed.trim() && first ? `First: ${first.title}` : ''}
        </p>
        {first ? null : (
          <p className="app-quiet">Nothing of that name. A note takes what has no place of its own.</p>
        )}
        <div className="app-add">
          {found.map(block => (
            <div key={block.title} className="app-add__block">
              <h3 className="app-add__title">{block.title}</h3>
              <ul>
                {block.offers.map(offer => (
                  <li key={offer.section}>
                    <Button look="quiet" size="small" onClick={() => onChoose(offer)}>
                      {offer.title}
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </form>
    </Dialog>
  )
}
