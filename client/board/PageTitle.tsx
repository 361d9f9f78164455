import { useUnheard } from '#client/ui/useUnheard.ts'

/** The title of the page says what cannot wait, for a nurse who looks at another window. */
export function PageTitle({ waiting, late, isStale }: { waiting: number; late: number; isStale: boolean }) {
  const { tab } = useUnheard()
  const words = isStale
    ? `${tab} · `
    : waiting > 0
      ? `(${waiting}) Call waiting · `
      : late > 0
        ? `(${late}) Overdue · `
        : ''
  return <title>{`${words}Goldthread`}</title>
}
