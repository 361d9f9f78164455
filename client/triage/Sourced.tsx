/** Whose rule it is, or that nobody has looked it up. */
export function Sourced({ source }: { source: string | null }) {
  return <span className="app-prompts__source">{source ?? 'unverified'}</span>
}
