const TITLE = /^(?:dr|prof|professor|sister|nurse|mr|mrs|ms|miss|mx)\.? /

/** Whether a name that somebody wrote down, with a title or what they are behind a comma, is this one. */
export function isSameName(written: string, name: string): boolean {
  return plain(written.split(',')[0] ?? '') === plain(name)
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ').replace(TITLE, '')
}
