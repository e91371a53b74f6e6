// The trainer's app: screens by the words after #, drawn anew from what is on the phone whenever that changes.
import { button, by, h, say, settings } from "field/dom";
import { hello } from "field/gate";
import { showList, takeAlong } from "field/list";
import { showMeeting } from "field/meeting";
import { showNewcomer } from "field/newcomer";
import { showNews } from "field/news";
import { showScan, stopScanning } from "field/scan";
import { showSkills } from "field/skills";
import { changed, claimed, isOld, load, meetingOf, state, toRead, unsent, watch } from "field/state";
import { hear, sending, sync } from "field/sync";

const SCREENS = { meeting: showMeeting, scan: showScan, new: showNewcomer, skills: showSkills };

const TROUBLES = { "signed out": "signed_out", busy: "busy", "not staff": "not_staff" };

const wordsOf = (waiting, left) => {
  if (waiting) return say(sending.now ? "sending" : (TROUBLES[sending.trouble] ?? "unsent"), { n: waiting });
  // What the server did not take is not sent, though nothing waits for a network.
  return left ? say("not_taken", { n: left }) : say("all_sent");
};

const showState = () => {
  const [waiting, left] = [unsent().length, toRead().length];
  const signedOut = sending.trouble === "signed out";
  const line = by("state");
  line.hidden = !state.who && !waiting;
  line.className = `notice wrap ${waiting && signedOut ? "stop" : waiting || left ? "" : "good"}`;
  const action = signedOut
    ? h("a", { class: "button quiet small", href: settings.signIn }, say("sign_in"))
    : button(say("send"), sync, "button quiet small");
  line.replaceChildren(
    h("span", { class: "grow" }, wordsOf(waiting, left)),
    ...(waiting && !sending.now ? [action] : []),
  );
};

const asked = () => {
  const [, name, id] = location.hash.match(/^#(meeting|scan|new|skills)-(\d+)$/) ?? [];
  const meeting = name && state.packet && meetingOf(Number(id));
  return meeting ? [name, meeting] : [null, null];
};

const show = () => {
  const focused = document.activeElement;
  const again = focused?.name && [focused.name, focused.value];
  const [name, meeting] = asked();
  if (name !== "scan") stopScanning();
  showState();
  showNews();
  const screen = name ? SCREENS[name](meeting) : showList(show);
  if (!screen) return;
  const { title, parts, back, backWords, count = "" } = screen;
  document.title = title;
  by("title").textContent = title;
  by("back").href = back;
  by("back-words").textContent = backWords;
  by("count").textContent = count;
  by("count").hidden = !count;
  by("bar").hidden = !by("bar").childElementCount;
  by("screen").replaceChildren(...parts.filter(Boolean));
  if (again) by("screen").querySelector(`[name="${again[0]}"][value="${again[1]}"]`)?.focus();
};

watch(show);
addEventListener("hashchange", () => {
  show();
  scrollTo(0, 0);
  by("title").focus();
});
addEventListener("noted", () => navigator.onLine && sync());
addEventListener("online", () => sync().then(hear));
setInterval(() => navigator.onLine && sync(), 60_000);
// Somebody may have signed out or in on another page meanwhile.
document.addEventListener("visibilitychange", async () => {
  if (document.hidden) return;
  if (claimed() !== state.who || (state.packet && isOld(state.packet))) await load();
  else changed(); // a night may have passed
  if (navigator.onLine) sync().then(hear);
});

const begin = async () => {
  const [, also] = location.hash.match(/^#class-(\d+)$/) ?? [];
  await load();
  navigator.serviceWorker?.register("/field/sw.js", { scope: "/field/" });
  if (also) {
    history.replaceState(null, "", location.pathname);
    await takeAlong(show, Number(also));
  } else {
    const me = navigator.onLine ? await hello() : { gone: "network" };
    if (me.gone === "signed out" && !state.packet) sending.trouble = me.gone;
    await load();
    await sync();
    hear();
  }
  changed();
};
begin();
