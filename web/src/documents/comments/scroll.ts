/** How much room stays between what is shown and the edge. */
const ROOM = 12

/** Scrolls a box, and nothing around it, until an element in it is seen; `middle` brings it to the middle. */
export function showIn(box: Element | null | undefined, element: Element, middle = false): void {
  if (!box) return
  const frame = box.getBoundingClientRect()
  const { top, bottom, height } = element.getBoundingClientRect()
  if (middle) box.scrollTop += (top + bottom - frame.top - frame.bottom) / 2
  else if (top < frame.top + ROOM || height > frame.height) box.scrollTop += top - frame.top - ROOM
  else if (bottom > frame.bottom - ROOM) box.scrollTop += bottom - frame.bottom + ROOM
}
