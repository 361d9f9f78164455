import type { CallSpec } from '../build/pastCall.ts'
import { aboutNobody } from './aboutNobody.ts'
import { lowgate1 } from './lowgate1.ts'
import { lowgate2 } from './lowgate2.ts'
import { marramCoast1 } from './marramCoast1.ts'
import { marramCoast2 } from './marramCoast2.ts'
import { marramCoast3 } from './marramCoast3.ts'
import { missed } from './missed.ts'
import { netherfold } from './netherfold.ts'
import { northAndHebblewick1 } from './northAndHebblewick1.ts'
import { northAndHebblewick2 } from './northAndHebblewick2.ts'
import { scarbeckAndOxlow1 } from './scarbeckAndOxlow1.ts'
import { scarbeckAndOxlow2 } from './scarbeckAndOxlow2.ts'
import { scarbeckAndOxlow3 } from './scarbeckAndOxlow3.ts'
import { thisShift } from './thisShift.ts'

/** Some weeks of calls. A call's key is its file and its place there, so that its id stays the same. */
const FILES: Readonly<Record<string, readonly CallSpec[]>> = {
  aboutNobody,
  lowgate1,
  lowgate2,
  marramCoast1,
  marramCoast2,
  marramCoast3,
  missed,
  netherfold,
  northAndHebblewick1,
  northAndHebblewick2,
  scarbeckAndOxlow1,
  scarbeckAndOxlow2,
  scarbeckAndOxlow3,
  thisShift,
}

export function everyCall(): { key: string; spec: CallSpec }[] {
  return Object.entries(FILES).flatMap(([file, calls]) =>
    calls.map((spec, n) => ({ key: `${file}/${n + 1}`, spec })),
  )
}
