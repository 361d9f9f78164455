import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
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

/**
 * Beside each file that is text lies what it is compressed: the server hands out what lies there (clientFiles.ts). Quality 9 of 11: the last
 * two would save 7 in 100, and take longer than the rest of the build.
 */
function compressedBeside(): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  const forms = [
    { ending: '.br', compress: (plain: Buffer) => promisify(brotliCompress)(plain, { params }) },
    { ending: '.gz', compress: (plain: Buffer) => promisify(gzip)(plain, { level: 9 }) },
  ]
  return {
    name: 'compressed-beside',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.values(bundle).filter(({ fileName }) => /\.(html|js|css|svg)$/.test(fileName))
      await Promise.all(
        texts.flatMap(file =>
          forms.map(async ({ ending, compress }) => {
            const plain = Buffer.from(file.type === 'chunk' ? file.code : file.source)
            await writeFile(join(dir, file.fileName + ending), await compress(plain))
          }),
        ),
      )
    },
  }
}

// Vite takes NODE_ENV, where it is set, over its own mode: a build that the tests began would be React's for developers, at twice
// the work for every browser, and `npm start` would find it fresh.
process.env.NODE_ENV = 'production'

export default defineConfig({
  root: here('.'),
  plugins: [nhsukOnOurTerms(), react(), compressedBeside()],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    // A data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { console: here('./index.html'), practice: here('./practice.html') } },
  },
})
