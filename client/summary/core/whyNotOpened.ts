/**
 * What to say to who typed a code that opened nothing. No link is refused for what it is by a server that knows of links: one that
 * refuses it is of the version before, and there the plain address opens the same code. The page does not go there by itself: at a
 * link no other code opens, and at the plain address every one does.
 */
export function whyNotOpened({
  message,
  fields,
}: {
  message: string
  fields: Readonly<Record<string, string>>
}): string {
  if (fields.code !== undefined) return fields.code
  return fields.link === undefined ? message : NO_LINKS_HERE
}

const NO_LINKS_HERE =
  'The line is being updated, and cannot read links just now. Take away the # of the address and what follows it, and type the code there; or ring the line.'
