/** 'Sun, 22 Nov 2026 03:14:15 +0000': how voice and conference callbacks and the 2010 API write a moment. */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000')
}

export function iso(ms: number): string {
  return new Date(ms).toISOString()
}

/** '2026-11-22T03:20:05Z': the newer APIs leave the milliseconds out. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** 'YYMMDDhhmm', as carriers stamp a delivery receipt. */
export function receiptDate(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, '').slice(2, 12)
}
