/** The one calm sentence when something failed. Always in the page, so that screen readers hear it change. */
export function ProblemLine({ children }: { children: string }) {
  return (
    <p role="alert" className="danger small">
      {children}
    </p>
  )
}
