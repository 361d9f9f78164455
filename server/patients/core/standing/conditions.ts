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

/** 'Wants to be ventilated': nothing is refused. */
const DEMANDS =
  /^(i |she |he |they )?(wants?|wish(es)?|would like|asks? for|insists? on|demands?|must be given|please give)\b/iu

/** 'All treatment', 'any further intervention': nothing that anybody could recognise as the treatment refused. */
const NAMES_NOTHING =
  /^((all|any|every|no|more|further|active|medical|treatments?|interventions?|everything|anything)[\s.,]*)+$/iu

/** Whether what is written as refused asks for something instead. */
export function demands(treatment: string): boolean {
  return DEMANDS.test(treatment.trim())
}

/** Whether it is nothing that anybody could recognise as the treatment refused. */
export function namesNothing(treatment: string): boolean {
  return NAMES_NOTHING.test(treatment.trim())
}
