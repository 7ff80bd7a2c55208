import type { Server } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Backend } from './backend'
import { type Look, openBrowser, visitor } from './chromium'
import { servePages } from './pages'

const WIDE: Look = { width: 1280, height: 800 }

/** The built pages, a browser, and a page that talks to a server in memory. */
export class Stage {
  private constructor(
    readonly origin: string,
    private readonly server: Server,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<Stage> {
    const { origin, server } = await servePages()
    return new Stage(origin, server, await openBrowser())
  }

  async visit(backend: Backend, path: string, look: Look = WIDE): Promise<{ page: Page; context: BrowserContext }> {
    const context = await visitor(this.browser, look)
    await backend.attach(context)
    const page = await context.newPage()
    await page.goto(this.origin + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return { page, context }
  }

  async close(): Promise<void> {
    await this.browser.close()
    this.server.close()
  }
}
