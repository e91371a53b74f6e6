// Who is signed in; fetching what is taken along; forgetting what belongs to others.
import { settings } from "field/dom";
import { claimed, load, state } from "field/state";
import * as store from "field/store";

const get = (path) => fetch(path, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });

/** {who, token}, or {gone: "network" | "signed out" | "not staff" | "busy"}. */
export const hello = async () => {
  let answer;
  try {
    answer = await get("/field/hello");
  } catch {
    return { gone: "network" };
  }
  if (answer.type === "opaqueredirect") {
    // Signed out, not merely run out: nobody's packet stays.
    if (!claimed()) await store.keepOnly(null);
    return { gone: "signed out" };
  }
  if (!answer.ok) return { gone: "busy" };
  const told = await answer.json();
  if (!told.who) return { gone: "not staff" };
  await store.keepOnly(told.who);
  if (told.who !== state.who) await load();
  return told;
};

// A browser that reads codes by itself needs no reader of ours, and no megabyte of it.
const readsCodes = async () => {
  try {
    return "BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  } catch {
    return false;
  }
};

const fetchReader = async () => {
  if (await readsCodes()) return;
  const map = JSON.parse(document.querySelector("script[type=importmap]").textContent).imports;
  await Promise.all([fetch(map.zxing), fetch(settings.wasm)]);
};

const takenClasses = () => new Set(JSON.parse(localStorage.getItem("field-classes") ?? "[]"));
const naming = (classes) => [...classes].map((each) => `class=${each}`).join("&");

/** What other trainers said since of what this one said: {who, news, marks}; null when there is none to ask. */
export const newsOf = async () => {
  try {
    const answer = await get(`/field/news?${naming(takenClasses())}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

/** Take along; answers "taken" or why not. */
export const take = async (alsoClass = null) => {
  const classes = takenClasses();
  if (alsoClass) classes.add(alsoClass);
  let answer;
  try {
    answer = await get(`/field/packet?${naming(classes)}`);
    if (answer.type === "opaqueredirect") return "signed out";
    if (!answer.ok) return answer.status === 404 ? "not staff" : "busy";
    const { news = [], ...packet } = await answer.json();
    await fetchReader();
    await store.keepOnly(packet.who);
    await store.keepPacket({ ...packet, received: Date.now(), alias: {} }, news);
  } catch {
    return "network";
  }
  localStorage.setItem("field-classes", JSON.stringify([...classes].slice(-10)));
  navigator.storage?.persist?.(); // the phone does not clear it away by itself when it is short of room
  await load();
  return "taken";
};
