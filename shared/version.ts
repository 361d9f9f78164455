import { z } from 'zod'

/** How often something was written, as its writer last saw it; 0 before the first time. No row counts further than an int4. */
export const Version = z.int().min(0).max(2_147_483_646)
export type Version = z.infer<typeof Version>

/** An epoch as it stands in an address. */
export const epochInAddress = z.coerce.number().pipe(Version)
