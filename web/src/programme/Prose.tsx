/** German text that the server has made of its own Markdown; anything but text, lists and tables has been left out there. */
export function Prose({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above; the Content-Security-Policy would run nothing in it either
  return <div className="prose" lang="de" dangerouslySetInnerHTML={{ __html: html }} />
}
