/** `1 h 5 min`, `42 min`, `3 min 20 s`, `45 s`. */
export function duration(ms: number): string {
  let seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds >= 600) seconds = Math.round(seconds / 60) * 60;
  const units: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const said = units.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(' ') || '0 s';
}

/** `14:05:09`, in the reader's time zone. */
export const clock = (date: Date): string => date.toLocaleTimeString('en-GB');

/** The ends of a long identifier. */
export const short = (text: unknown): string => {
  const whole = typeof text === 'string' ? text : '';
  return whole.length > 14 ? `${whole.slice(0, 6)}…${whole.slice(-4)}` : whole;
};
