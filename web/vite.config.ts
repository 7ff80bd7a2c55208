import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Names the font of the body text in the page, so that it is asked for together with the style sheet. */
function preloadBodyFont(): Plugin {
  return {
    name: 'preload-body-font',
    transformIndexHtml(_html, { bundle }) {
      const font = Object.keys(bundle ?? {}).find((file) => file.includes('fira-sans-latin-400'))
      if (!font) return []
      return [
        {
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: true },
          injectTo: 'head',
        },
      ]
    },
  }
}

export default defineConfig({
  plugins: [react(), preloadBodyFont()],
  build: {
    outDir: process.env.WEB_OUT ?? 'dist',
    emptyOutDir: true,
    manifest: true,
    // The Content-Security-Policy allows fonts from our own origin only, so nothing is inlined as data:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/connection': { target: 'ws://127.0.0.1:8080', ws: true },
      '/emulation': 'http://127.0.0.1:8080',
      '/collaboration': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
})
