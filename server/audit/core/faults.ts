/** What is wrong with a chain, at which links. */
export type Fault = {
  kind:
    | 'changed'
    | 'replaced'
    | 'missing'
    | 'backwards'
    | 'cut_off'
    | 'added'
    | 'headless'
    | 'rewritten'
    | 'restored'
  from: number
  to: number
  /** When the anchor was made that tells, where only an anchor tells. */
  anchoredAt?: string
  /** Of a restore: other links stand where the anchor saw these. */
  hasOthers?: true
}

/** The fault for whoever runs the server, who must not learn here who looked at whom: links only. */
export function faultInWords({ kind, from, to, anchoredAt, hasOthers }: Fault): string {
  const one = from === to
  const links = one ? `link ${from}` : `links ${from} to ${to}`
  const Links = `L${links.slice(1)}`
  switch (kind) {
    case 'changed':
      return one
        ? `${Links} was changed: its rows do not come to its hash.`
        : `${Links} were changed: their rows do not come to their hashes.`
    case 'replaced':
      return `${Links} ${one ? 'was' : 'were'} replaced: what comes after stands on another.`
    case 'missing':
      return `${Links} ${one ? 'is' : 'are'} missing.`
    case 'backwards':
      return `${Links} ${one ? 'is' : 'are'} dated before the link that came before.`
    case 'cut_off':
      return `${Links} ${one ? 'is' : 'are'} missing from the end.`
    case 'added':
      return `${Links} ${one ? 'is' : 'are'} beyond the head: no look wrote that.`
    case 'headless':
      return `The head of the chain is missing: it belongs at link ${to}.`
    case 'rewritten':
      return one
        ? `From link ${to} on the log was written anew, with hashes that fit. The anchor of ${anchoredAt} saw another link ${to}.`
        : `From somewhere in ${links} on the log was written anew, with hashes that fit. The anchor of ${anchoredAt} saw another link ${to}.`
    case 'restored':
      if (hasOthers)
        return `Restored, or exchanged: where the anchor of ${anchoredAt} saw ${links} there are others, dated later. The database was brought back from a copy and went on, or somebody put others in their place.`
      return `Restored: ${links} ${one ? 'is' : 'are'} missing. The anchor of ${anchoredAt} saw ${one ? 'it' : 'them'}; the database is older, or its end was cut off.`
  }
}
