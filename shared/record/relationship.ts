/** 'Son, in Lahore' as 'son, in Lahore' and 'Mo’s brother' as it is: what was typed of a carer, in the middle of a sentence. */
export function relationshipInWords(relationship: string): string {
  return /^\p{Lu}\p{Ll}+(?![’']s\b|\p{L})/u.test(relationship)
    ? relationship.slice(0, 1).toLowerCase() + relationship.slice(1)
    : relationship
}
