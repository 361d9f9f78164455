import type { CallSpec } from '../build/pastCall.ts'

/** Some weeks of calls, newest file last. A call's key is its file and place in it, so that its id stays. */
const FILES: Readonly<Record<string, readonly CallSpec[]>> = {}

export function everyCall(): { key: string; spec: CallSpec }[] {
  return Object.entries(FILES).flatMap(([file, calls]) =>
    calls.map((spec, n) => ({ key: `${file}/${n + 1}`, spec })),
  )
}
