// The camera looks at cards: each known one is a mark, with its name large and a tone.
import { whose } from "field/cards";
import { by, h, say } from "field/dom";
import { lastNoted, mark } from "field/meeting";
import { makeReader } from "field/reader";
import { marksOf, tally } from "field/state";
import * as tone from "field/tone";

const SEEN_AGAIN = 2500; // a card that stays in the picture speaks once
const WIDEST = 720;
const seen = new Map();
let stream = null;
let reader = null;
let turn = 0;
let told = { words: "", kind: "" };

export const stopScanning = () => {
  turn += 1;
  stream?.getTracks().forEach((each) => each.stop());
  stream = null;
};

const tell = (words, kind) => {
  told = { words, kind };
  const line = by("told");
  if (line) {
    line.textContent = words;
    line.className = `told ${kind}`;
  }
};

const take = async (meeting, text) => {
  const now = performance.now();
  const before = seen.get(text) ?? -Infinity;
  seen.set(text, now);
  if (now - before < SEEN_AGAIN) return;
  const found = await whose(text, meeting);
  if (found === null) tell(say("no_card"), "stop");
  else if (found.unknown) tell(say("unknown"), "stop");
  else if (found.elsewhere) tell(say("other_class", { name: found.person.name, class: found.elsewhere }), "stop");
  else if (["present", "late"].includes(marksOf(meeting).get(String(found.person.id)))) {
    tell(say("twice", found.person), "wait");
  } else {
    await mark(meeting, found.person, "present", true);
    tell(say("welcome", found.person), "good");
    tone.good();
    return;
  }
  tone.other();
};

const look = async (meeting, video, mine) => {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d", { willReadFrequently: true });
  while (mine === turn) {
    if (video.videoWidth) {
      const scale = Math.min(1, WIDEST / video.videoWidth);
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
      for (const text of await reader(canvas)) if (mine === turn) await take(meeting, text);
    }
    await new Promise((go) => setTimeout(go, 80));
  }
};

const begin = async (meeting, video) => {
  const mine = ++turn;
  tone.wake();
  tell(say("loading"), "");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
    if (mine !== turn) return stream.getTracks().forEach((each) => each.stop());
    video.srcObject = stream;
    reader ??= await makeReader();
    tell(say("scanning"), "");
    await video.play();
    await look(meeting, video, mine);
  } catch (error) {
    if (mine === turn) tell(say("no_camera"), "stop");
    console.warn(error);
  }
};

export const showScan = (meeting) => {
  const counted = () => say("marked", tally(meeting));
  const here = by("scan");
  if (here?.dataset.meeting === String(meeting.id)) {
    by("scanned").textContent = counted();
    by("last-scan").replaceChildren(lastNoted(meeting) ?? "");
    return null; // the picture goes on
  }
  stopScanning();
  const video = h("video", { muted: true, playsinline: true });
  video.muted = true;
  const box = h(
    "div",
    { id: "scan", class: "scan", "data-meeting": String(meeting.id) },
    h("p", { id: "told", class: `told ${told.kind}`, role: "status", "aria-live": "assertive" }, told.words),
    video,
    h("p", { id: "scanned" }, counted()),
    h("div", { id: "last-scan" }),
  );
  by("bar").replaceChildren(h("a", { class: "button", href: `#meeting-${meeting.id}` }, say("stop")));
  begin(meeting, video);
  return { title: say("scan"), parts: [box], back: `#meeting-${meeting.id}`, backWords: say("back_meeting") };
};
