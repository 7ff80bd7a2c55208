import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Look {
  width: number
  height: number
  dark?: boolean
  touch?: boolean
  language?: string
  reducedMotion?: boolean
  forcedColors?: boolean
}

/** A microphone that beeps and a camera of five pictures a second, without anybody being asked. */
export const FAKE_DEVICES = [
  '--use-fake-device-for-media-stream=fps=5',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]

/** A browser with a fresh profile. `AMTSRUNDE_CHROMIUM` names another one than that of the packages. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.AMTSRUNDE_CHROMIUM ?? (await sparticuz.executablePath()),
    headless: true,
    args: [...FLAGS, ...more],
  })
}

/** Runs in the page: several people on one machine have few small pictures and plain sound. */
function sparing(): void {
  const media = MediaDevices.prototype
  const ask = media.getUserMedia
  const small = { width: 160, height: 90, frameRate: 3 }
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  media.getUserMedia = function ({ video, audio } = {}) {
    return ask.call(this, {
      video: video ? { ...(video as object), ...small } : false,
      audio: audio ? { ...(audio as object), ...plain } : false,
    })
  }
}

/** A visitor of their own: no cookies, no memory, the given screen. */
export async function visitor(browser: Browser, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.dark ? 'dark' : 'light',
    forcedColors: look.forcedColors ? 'active' : 'none',
    reducedMotion: look.reducedMotion ? 'reduce' : 'no-preference',
    locale: look.language ?? 'de-DE',
    timezoneId: 'Europe/Berlin',
    hasTouch: look.touch ?? false,
    isMobile: look.touch ?? false,
  })
  await context.addInitScript(sparing)
  return context
}
