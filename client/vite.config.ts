import { readdirSync, readFileSync } from 'node:fs'
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

/** The classes of nhsuk-frontend that no component of ours names: their rules are a quarter of a megabyte, and stay behind. */
function notWorn(): string[] {
  const theirs = readFileSync(
    fileURLToPath(import.meta.resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.css')),
    'utf8',
  )
  const ours = readdirSync(here('.'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.tsx'))
    .map(name => readFileSync(here(name), 'utf8'))
  const worn = new Set(ours.flatMap(text => text.match(/\bnhsuk-[\w-]+/g) ?? []))
  return [...new Set(theirs.match(/(?<=\.)nhsuk-[\w-]+/g))].filter(name => !worn.has(name))
}

/**
 * Beside each file that is text lies what it is compressed: the server hands out what lies there (clientFiles.ts). Quality 10 takes a second
 * of the build and saves 5 in 100 over 9; the last one takes two, and saves 2 more.
 */
function compressedBeside(): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10 }
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
  css: { lightningcss: { unusedSymbols: notWorn() } },
  build: {
    // One sheet: a part of the page that comes later finds its rules there, in the order in which they have always stood.
    cssCodeSplit: false,
    outDir: here('./dist'),
    emptyOutDir: true,
    // A data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { console: here('./index.html'), practice: here('./practice.html') } },
  },
})
