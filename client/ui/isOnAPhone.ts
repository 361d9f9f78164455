/** Whether the page is worked with a finger, or is as narrow as a telephone: there a telephone number is rung by pressing it. At a desk it would only be in the way of the keys. */
export function isOnAPhone(): boolean {
  return window.matchMedia('(pointer: coarse), (max-width: 640px)').matches
}
