let context: AudioContext | null = null;

/** A short sound: high for a scan that was taken, low and twice for one that was not. */
export function beep(kind: 'taken' | 'refused'): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const start = context.currentTime;
  if (kind === 'taken') tone(context, 1320, start, 0.06);
  else for (const at of [0, 0.16]) tone(context, 220, start + at, 0.12);
}

function tone(audio: AudioContext, hertz: number, at: number, seconds: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0.08, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + seconds);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds);
}
