// Two web apps, built one at a time: APP=console at '/', APP=portal at '/portal/'.
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const app = process.env.APP === 'portal' ? 'portal' : 'console'
const api = { target: `http://localhost:${process.env.API_PORT ?? 3000}`, changeOrigin: false }
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder(`apps/${app}`),
  base: app === 'portal' ? '/portal/' : '/',
  cacheDir: folder(`.cache/vite-${app}`),
  plugins: [react()],
  server: { port: app === 'portal' ? 5174 : 5173, proxy: { '/api': api } },
  build: {
    outDir: folder(`dist/${app}`), emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 1500,
    target: app === 'portal' ? ['es2020', 'chrome87', 'safari14'] : 'es2022',
  },
})
