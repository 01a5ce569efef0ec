/** Sounds to play and compare: one at a time, faded in and out. */

import { typeset } from "./typeset.js";

const MINIMUM_SECONDS = 2; // a shorter sound is repeated
const FADE = 0.03; // seconds

/** @typedef {{label: string, samples: ArrayLike<number>, rate: number}} Clip */

/** @type {AudioContext} */
let context;
/** @type {{button: any, source: AudioBufferSourceNode, gain: GainNode} | null} */
let playing = null;

/**
 * @param {HTMLElement} body
 * @param {{clips: Clip[]}} figure
 */
export function drawSound(body, { clips }) {
  document.addEventListener("fdnn:leave", stop); // which adds it only once
  clips.forEach((clip, i) => {
    const button = /** @type {any} */ (body.children[i] ?? body.appendChild(makeButton()));
    if (playing?.button === button) stop(); // its sound is of an earlier frame
    button.clip = clip;
    label(button, false);
  });
}

function makeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.addEventListener("click", () => (playing?.button === button ? stop() : play(button)));
  return button;
}

function play(button) {
  stop();
  const { samples, rate } = button.clip;
  context ??= new AudioContext();
  context.resume();
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(Float32Array.from(samples), 0);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  const gain = new GainNode(context, { gain: 0 });
  source.connect(gain).connect(context.destination);
  const [start, end] = [context.currentTime, context.currentTime + Math.max(MINIMUM_SECONDS, samples.length / rate)];
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(1, start + FADE);
  gain.gain.setValueAtTime(1, end - FADE);
  gain.gain.linearRampToValueAtTime(0, end);
  source.start(start);
  source.stop(end);
  playing = { button, source, gain };
  label(button, true);
  source.onended = () => playing?.source === source && stop();
}

function stop() {
  if (!playing) return;
  const { button, source, gain } = playing;
  gain.gain.cancelScheduledValues(context.currentTime);
  gain.gain.setTargetAtTime(0, context.currentTime, FADE / 3);
  source.stop(context.currentTime + FADE);
  label(button, false);
  playing = null;
}

function label(button, sounds) {
  const words = typeset(button.clip.label);
  button.textContent = `${sounds ? "■" : "▶"} ${words}`;
  button.setAttribute("aria-label", `${sounds ? "Stop" : "Play"} “${words}”`);
}
