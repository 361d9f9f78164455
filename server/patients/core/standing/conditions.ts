/**
 * Words by which somebody makes a decision hold in some cases only. A short list, on purpose: a bare "if", "only" or "until" is in many
 * a sound reason ("if it worked he would be worse off", "only comfort now"), and a warning that is often wrong is not read.
 */
const CONDITIONS: readonly RegExp[] = [
  /\bonly (?:if|when|where)\b/iu,
  /\bunless\b/iu,
  /\bexcept(?:ing)?\b/iu,
  /\bprovid(?:ed|ing) that\b/iu,
  /\bas long as\b/iu,
  /\bon condition\b/iu,
  /\bfor (?:cpr|resuscitation) (?:if|when)\b/iu,
  /\bnot if\b/iu,
  /\bif\b[^.;]{0,40}\b(?:chok|witness|reversible|anaphyla)\w*/iu,
]

/** A text from the first word on that sets a condition, as it was written and not for long; undefined when no word of the list is in it. */
export function conditionIn(text: string): string | undefined {
  const places = CONDITIONS.map(condition => text.search(condition)).filter(at => at >= 0)
  if (places.length === 0) return undefined
  const from = text.slice(Math.min(...places))
  return from.length <= LONG ? from : `${from.slice(0, LONG).replace(/\s+\S*$/u, '')}…`
}

/** What a nurse reads at a glance. */
const LONG = 80
