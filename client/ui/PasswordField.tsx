import { TextField } from './TextField.tsx'

type Props = {
  id: string
  label: string
  hint?: string
  error?: string | undefined
  value: string
  onChange: (value: string) => void
  /** The one they have, or the one they want: which of the two a browser offers to fill in or to keep. */
  which?: 'current' | 'new'
  autoFocus?: boolean
}

/** A password as it is typed: hidden, and no longer than the server takes. */
export function PasswordField({ which = 'current', ...field }: Props) {
  return <TextField {...field} type="password" autoComplete={`${which}-password`} maxLength={200} />
}
