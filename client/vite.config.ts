import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * nhsuk-frontend's sheet names its typeface on a server of the NHS. Goldthread asks nothing of third parties
 * (a request would tell them when a nurse opens the console) and has its own typeface, so the rule is taken out;
 * so are the icons of components that we do not wear, which would have to be copied beside the sheet.
 * It goes into a layer of its own: what we write ourselves always wins, and nothing of it has to be overridden.
 */
function nhsukOnOurTerms(): Plugin {
  return {
    name: 'nhsuk-on-our-terms',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('nhsuk-frontend.css')) return null
      const ours = code
        .replace('@charset "UTF-8";', '')
        .replace(/@font-face\s*\{[^}]*assets\.nhs\.uk[^}]*\}/g, '')
        .replace(/url\("?\/assets\/images\/[^)]*\)/g, 'none')
      return { code: `@layer nhsuk {\n${ours}\n}`, map: null }
    },
  }
}

// Vite takes NODE_ENV, where it is set, over its own mode: a build that the tests began would be React's for developers, at twice
// the work for every browser, and `npm start` would find it fresh.
process.env.NODE_ENV = 'production'

export default defineConfig({
  root: here('.'),
  plugins: [nhsukOnOurTerms(), react()],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    // A data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { console: here('./index.html'), practice: here('./practice.html') } },
  },
})
