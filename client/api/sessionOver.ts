/** Who is told as soon as any request is answered that nobody is signed in any more. */
const ears = new Set<() => void>()
let signIns = 0

/** Returns how to stop. */
export function whenSessionOver(ear: () => void): () => void {
  ears.add(ear)
  return () => void ears.delete(ear)
}

/** How often somebody signed in on this page. */
export const signInsSoFar = (): number => signIns

export function noteSignIn(): void {
  signIns += 1
}

/** `askedAfter`: how many sign-ins there had been when it was asked. An answer from before the last one says nothing of who is here now. */
export function sessionIsOver(askedAfter: number): void {
  if (askedAfter !== signIns) return
  for (const ear of ears) ear()
}
