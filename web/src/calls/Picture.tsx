import { useEffect, useRef } from 'react'

interface PictureProps {
  track?: MediaStreamTrack
  stream?: MediaStream
  mirrored?: boolean
  label: string
}

/** Moving pictures without sound; the sound comes from the loudspeaker of the engine. */
export function Picture({ track, stream, mirrored = false, label }: PictureProps) {
  const ref = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const video = ref.current
    if (!video) return
    video.srcObject = stream ?? (track ? new MediaStream([track]) : null)
    void video.play().catch(() => undefined)
    return () => {
      video.srcObject = null
    }
  }, [stream, track])
  return <video ref={ref} muted playsInline autoPlay aria-label={label} className={mirrored ? 'mirrored' : undefined} />
}
