/** Excel takes a file without it for Windows-1252, and every accent is broken. Our own import reads it as what it is. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * What a spreadsheet may take for a formula when a cell begins with it. Source: OWASP, "CSV Injection": = + - @ tab and carriage
 * return, and the wide forms of the first four, which some spreadsheets fold. The apostrophe itself is among them, so that
 * `unguarded` knows its own.
 */
const FORMULA = /^['=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u

/** A text that no spreadsheet runs: an apostrophe stands before what could be a formula. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** The text before it was guarded. Other people's files are left alone: a name may begin with an apostrophe ('t Hooft). */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text
}

/** One line of CSV with its end. Source: RFC 4180. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell => quoted(guarded(cell))).join(',')}\r\n`
}

function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
