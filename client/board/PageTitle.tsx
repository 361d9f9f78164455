/** The title of the page says that somebody waits or that a promise breaks, for a nurse who looks at another window. */
export function PageTitle({ waiting, late }: { waiting: number; late: number }) {
  const words = waiting > 0 ? `(${waiting}) Call waiting · ` : late > 0 ? `(${late}) Overdue · ` : ''
  return <title>{`${words}Goldthread`}</title>
}
