import { useId, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { copied } from '#client/ui/core/copied.ts'
import type { WordsLeft as Left } from '#client/ui/core/typedOver.ts'
import { Notice } from '#client/ui/Notice.tsx'

type Props = { words: readonly Left[]; forget: () => void }

/**
 * What somebody was writing on a record as it closed: on no record, and not lost. It is never saved by another right than the one
 * it was written by, so it stands here to be copied.
 */
export function WordsLeft({ words, forget }: Props) {
  const id = useId()
  const [says, setSays] = useState('')
  if (words.length === 0) return null
  const text = words.map(({ where, label, says: typed }) => `${headOf(where, label)}\n${typed}`).join('\n\n')

  async function copy() {
    const isCopied = await copied(text)
    const box = document.getElementById(id)
    if (!isCopied && box) getSelection()?.selectAllChildren(box)
    setSays(
      isCopied
        ? 'Your words are copied.'
        : 'This browser does not let us copy. Your words are selected: copy them from there.',
    )
  }

  return (
    <Notice
      tone="caution"
      title="What you were typing is not on the record."
      actions={
        <>
          <Button onClick={copy}>Copy my words</Button>
          <Button look="quiet" onClick={forget}>
            I do not need them
          </Button>
        </>
      }
    >
      <p>
        Your words are on this page alone, and nobody else can see them. Copy what is still needed before you
        leave the page. What you had only chosen is not repeated.
      </p>
      <dl id={id} className="app-words-left">
        {words.map(({ where, label, says: typed }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never move
          <div key={place}>
            <dt>{headOf(where, label)}</dt>
            <dd>{typed}</dd>
          </div>
        ))}
      </dl>
      <p role="status">{says}</p>
    </Notice>
  )
}

function headOf(where: string, label: string): string {
  return where && label && where !== label ? `${where}: ${label}` : where || label
}
