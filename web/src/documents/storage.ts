let answer: Promise<boolean> | undefined

/** Whether this browser keeps databases for us; some do not, in private windows. */
export function canStore(): Promise<boolean> {
  answer ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open('amtsrunde-probe')
      request.onerror = () => resolve(false)
      request.onsuccess = () => {
        request.result.close()
        indexedDB.deleteDatabase('amtsrunde-probe')
        resolve(true)
      }
    } catch {
      resolve(false)
    }
  })
  return answer
}
