/** Whether the page is worked with a finger: there a telephone number is rung by pressing it. At a desk it would only be in the way of the keys. */
export function isOnAPhone(): boolean {
  return window.matchMedia('(pointer: coarse)').matches
}
