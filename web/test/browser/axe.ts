import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Result {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
}

/** What axe-core objects to on the page as it is, one sentence each; by all of its rules or by these. */
export async function violations(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  const { violations: found } = await page.evaluate(
    (runOnly) =>
      (window as unknown as { axe: { run(options: object): Promise<Result> } }).axe.run({
        runOnly,
        resultTypes: ['violations'],
        selectors: false,
      }),
    rules,
  )
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`))
}
