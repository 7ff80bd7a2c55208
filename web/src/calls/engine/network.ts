const SETTLES_MS = 300

/** Tells when this device is on another network, or back on one, once it has settled. Returns how to stop that. */
export function onOtherNetwork(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(listener, SETTLES_MS)
  }
  const connection = (navigator as { connection?: EventTarget }).connection
  window.addEventListener('online', changed)
  connection?.addEventListener('change', changed)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('online', changed)
    connection?.removeEventListener('change', changed)
  }
}
