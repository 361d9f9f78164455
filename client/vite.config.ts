import { createHash } from 'node:crypto'
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

const WORKER = 'my-tasks-worker'

/**
 * Tells the worker of the page of whoever goes what that page is made of: what `index.html` begins with and the late page itself, with all
 * that they import, the one sheet, its letters and the icons. Another build is another version.
 */
function shellOfMyTasks(): Plugin {
  return {
    name: 'shell-of-my-tasks',
    generateBundle: {
      // The sheet is there only when every other has had its turn.
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).flatMap(file => (file.type === 'chunk' ? [file] : []))
        const worker = chunks.find(({ name }) => name === WORKER)
        const first = chunks.find(({ isEntry, name }) => isEntry && name === 'console')
        const late = chunks.find(({ facadeModuleId }) =>
          facadeModuleId?.endsWith('/responder/MyTasksPage.tsx'),
        )
        if (!worker || !first || !late) throw new Error('the page of whoever goes is not in this build')
        const scripts = new Set<string>()
        const take = (fileName: string) => {
          if (scripts.has(fileName)) return
          scripts.add(fileName)
          for (const one of chunks.find(chunk => chunk.fileName === fileName)?.imports ?? []) take(one)
        }
        take(first.fileName)
        take(late.fileName)
        const worn = Object.keys(bundle).filter(name =>
          /\.css$|latin-wght.*\.woff2$|thread.*\.svg$/.test(name),
        )
        const files = [...scripts, ...worn, 'my-tasks-192.png', 'my-tasks.webmanifest'].map(
          name => `/${name}`,
        )
        const version = createHash('sha256')
          .update(worker.code)
          .update(files.join())
          .digest('hex')
          .slice(0, 16)
        worker.code = worker.code.replace('__SHELL__', [version, ...files].join(' '))
      },
    },
  }
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
  plugins: [nhsukOnOurTerms(), react(), shellOfMyTasks(), compressedBeside()],
  css: { lightningcss: { unusedSymbols: notWorn() } },
  build: {
    // One sheet: a part of the page that comes later finds its rules there, in the order in which they have always stood.
    cssCodeSplit: false,
    outDir: here('./dist'),
    emptyOutDir: true,
    // A data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        console: here('./index.html'),
        practice: here('./practice.html'),
        [WORKER]: here('./responder/worker.ts'),
      },
      // A worker is looked for under one name for ever: it is asked for anew each time, and says itself of which build it is.
      output: {
        entryFileNames: ({ name }) => (name === WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
