import { parse } from 'csv-parse/sync'

/** A file of CSV as a spreadsheet reads it: rows by heading. */
export function readCells(text: string): Record<string, string>[] {
  return parse(text, { bom: true, columns: true })
}
