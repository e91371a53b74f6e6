// A high tone for a mark, a low one for anything else. Made, not played from a file.
let audio;

/** To be called by a tap once: phones let nothing sound before. */
export const wake = () => {
  audio ??= new (window.AudioContext ?? window.webkitAudioContext)();
  audio.resume?.();
};

const beep = (pitch, at, long) => {
  const voice = audio.createOscillator();
  const loud = audio.createGain();
  voice.frequency.value = pitch;
  loud.gain.setValueAtTime(0.25, audio.currentTime + at);
  loud.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + long);
  voice.connect(loud).connect(audio.destination);
  voice.start(audio.currentTime + at);
  voice.stop(audio.currentTime + at + long);
};

export const good = () => {
  if (audio) beep(880, 0, 0.18);
  navigator.vibrate?.(80);
};
export const other = () => {
  if (audio) {
    beep(330, 0, 0.16);
    beep(330, 0.2, 0.16);
  }
  navigator.vibrate?.([60, 60, 60]);
};
