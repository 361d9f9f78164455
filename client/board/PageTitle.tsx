import { useUnheard } from '#client/ui/useUnheard.ts'

type Props = { waiting: number; late: number; isStale: boolean; isHelp?: boolean; isChild?: boolean }

/** The title of the page says what cannot wait, for a nurse who looks at another window: the worst alone. */
export function PageTitle({ waiting, late, isStale, isHelp = false, isChild = false }: Props) {
  const { tab } = useUnheard()
  const words = isHelp
    ? 'HELP: a colleague · '
    : isStale
      ? `${tab} · `
      : isChild
        ? 'A child is calling · '
        : waiting > 0
          ? `(${waiting}) Call waiting · `
          : late > 0
            ? `(${late}) Overdue · `
            : ''
  return <title>{`${words}Goldthread`}</title>
}
