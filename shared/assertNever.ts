/** Closes a switch over a union: a new case without a branch is a compile error here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`)
}
