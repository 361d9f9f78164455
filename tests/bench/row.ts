import type { Figure } from './figures.ts'
import type { Setting } from './setting.ts'

/** One measurement: a few figures that are taken together. */
export type Row = {
  name: string
  /** Rows that need no server and no database do not wait for them. */
  measure: (setting: Setting) => Promise<Figure[]>
}

export type RowAlone = { name: string; measureAlone: (quick: boolean) => Promise<Figure[]> }
