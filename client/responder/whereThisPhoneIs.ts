import type { Place } from '#shared/loneWork.ts'

/** A place that comes later than this helps nobody. */
const PATIENCE_MS = 20_000

/** Asked only of who wants it to be told. Null where the browser does not give it, for whatever reason: help is called all the same. */
export function whereThisPhoneIs(): Promise<Place | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null)
  return new Promise(known =>
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        known({
          latitude: coords.latitude,
          longitude: coords.longitude,
          metres: Math.min(1_000_000, Math.round(coords.accuracy)),
          at: new Date(timestamp).toISOString(),
        }),
      () => known(null),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    ),
  )
}
