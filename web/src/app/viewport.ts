/**
 * Keeps `--height` at what is left above an on-screen keyboard. Only some browsers do that by themselves; without it
 * the field one writes in would lie under the keyboard on the others.
 */
export function followKeyboard(): void {
  const viewport = window.visualViewport
  if (!viewport || !matchMedia('(pointer: coarse)').matches) return
  const style = document.documentElement.style
  viewport.addEventListener('resize', () => {
    // A zoomed page is smaller too, and must stay as it is.
    if (viewport.scale > 1.01) return
    style.setProperty('--height', `${Math.round(viewport.height)}px`)
    window.scrollTo(0, 0)
  })
}
