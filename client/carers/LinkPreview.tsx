import type { VisitLinkForm } from '#shared/carers.ts'
import { type LinkAsking, preview } from './core/linkAsking.ts'

/** The lines of what was agreed, as they will stand on the carer's page. */
export function LinkPreview({ form, asking }: { form: VisitLinkForm; asking: LinkAsking }) {
  const language = form.languages.find(({ code }) => code === asking.language)
  const english = preview(form, asking, 'en')
  const theirs = language && language.code !== 'en' ? preview(form, asking, language.code) : null
  return (
    <section className="app-send-link__preview" aria-label="As it will stand on their page">
      {theirs ? (
        <>
          <ol lang={language?.code} dir={language?.isRightToLeft ? 'rtl' : 'ltr'}>
            {theirs.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          {language?.isRead ? null : (
            <p className="app-quiet">
              Nobody who speaks it has read these words yet. The English stands beneath each on their page.
            </p>
          )}
        </>
      ) : null}
      <ol>
        {english.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  )
}
