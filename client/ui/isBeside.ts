/** Whether the screen is wide enough for the notes to stand beside what they are about: the sheet's own measure. */
export function isBeside(): boolean {
  return matchMedia('(min-width: 1101px)').matches
}
