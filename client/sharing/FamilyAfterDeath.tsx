/**
 * What to say when the family asks to see the record of somebody who has died: closed by default, and where it is asked for. Source:
 * domain guide 2.7 and 5.3 (9); Access to Health Records Act 1990, section 3.
 */
export function FamilyAfterDeath() {
  return (
    <details className="app-agreed__family">
      <summary>If the family asks to see the record</summary>
      <p>
        Being family gives no right to see it, before a death or after. What each of them may be told still
        holds, and stands above. The record is not read out beyond that, and not shown.
      </p>
      <p>
        Whoever settles their affairs, as executor or administrator, or has a claim because of the death, may
        ask for it in writing. Take down who asks, what they are to the person and how they are reached, and
        pass it to your privacy officer. What the person did not want shown is not shown then either.
      </p>
      <p className="app-quiet">
        Access to Health Records Act 1990, as the house reads it: needs local sign-off.
      </p>
    </details>
  )
}
