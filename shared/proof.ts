import { z } from 'zod'

/** How long a password that was typed stands for who sits there: minutes. As long as a session without use (sessionStore). */
export const PASSWORD_MINUTES = 15

export const ProvePassword = z.strictObject({
  password: z.string().min(1, 'Enter your password.').max(200),
})

/** Before this is shown, she who asks types her password again. */
export const TypePassword = z.strictObject({ kind: z.literal('type_password') })
