/** The title of the page says that somebody waits, for a nurse who looks at another window. */
export function PageTitle({ waiting }: { waiting: number }) {
  return <title>{waiting > 0 ? `(${waiting}) Call waiting · Goldthread` : 'Goldthread'}</title>
}
