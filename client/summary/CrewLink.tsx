import { useRef, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { copied } from '#client/ui/core/copied.ts'
import { TextField } from '#client/ui/TextField.tsx'

type Props = { link: string }

/**
 * The address of one code, for the control room's system or a message. Copied by hand where the browser keeps its clipboard to
 * itself, as it does on a page without https.
 */
export function CrewLink({ link }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [says, setSays] = useState('')
  const address = `${location.origin}/crew#${link}`

  async function copy() {
    const isCopied = await copied(address)
    if (!isCopied) field.current?.select()
    setSays(
      isCopied
        ? 'The link is copied. Say the code by telephone; do not write it beside the link.'
        : 'This browser does not let us copy. The link is selected: copy it from there.',
    )
  }

  return (
    <div className="app-stack">
      <TextField
        label="Or send a link of its own"
        hint="It opens nothing without the code. Never send the two together."
        inputRef={field}
        value={address}
        onChange={() => {}}
        readOnly
      />
      <div className="app-row">
        <Button onClick={copy}>Copy the link</Button>
      </div>
      <p role="status">{says}</p>
    </div>
  )
}
