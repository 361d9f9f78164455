import type { Role } from '#shared/staff.ts'

/** Those who may settle what is shared, report and verify a death: the server says so once more. */
export const CLINICAL: readonly Role[] = ['coordinator', 'shift_lead', 'clinician']
/** Those who may take somebody onto their organisation's list, or off it. */
export const KEEPS_LIST: readonly Role[] = [...CLINICAL, 'administrator']
