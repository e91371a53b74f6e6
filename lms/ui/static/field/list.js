// The first screen: what is on the phone and until when, and the meetings.
import { button, by, h, say, settings } from "field/dom";
import { take } from "field/gate";
import { dayOf, isHeld, state, tally } from "field/state";
import { sync } from "field/sync";

const REASONS = { network: "no_network", "signed out": "signed_out", "not staff": "not_staff", busy: "no_network" };
let told = null;
let taking = false;

/** Fetch the packet and say how it went; `alsoClass` is one that the trainer does not teach. */
export const takeAlong = async (show, alsoClass = null) => {
  taking = true;
  told = say("taking");
  show();
  await sync();
  const came = await take(alsoClass);
  taking = false;
  if (came === "signed out") location.href = settings.signIn;
  told = came === "taken" ? say("taken") : say(REASONS[came], { n: 0 });
  show();
};

const meetingLine = (meeting) => {
  const { name } = state.packet.classes[meeting.class];
  return h(
    "a",
    { class: isHeld(meeting) ? "card now" : "card", href: `#meeting-${meeting.id}` },
    h("strong", {}, `${dayOf(meeting) === "today" ? say("today") : meeting.day}, ${meeting.hour}`),
    h("br"),
    `${name} · ${say("meeting", meeting)}`,
    h("br"),
    h("span", { class: "small" }, meeting.closed ? say("closed") : say("marked", tally(meeting))),
  );
};

const holds = ({ packet }) => {
  const people = new Set(Object.values(packet.classes).flatMap((each) => each.members.map((one) => one.id)));
  return say("holds", { until: packet.until, people: people.size, meetings: packet.meetings.length });
};

export const showList = (show) => {
  const { packet } = state;
  const parts = [];
  if (told) parts.push(h("p", { class: "notice", role: "status" }, told));
  if (state.expired) parts.push(h("p", { class: "notice" }, say("expired")));
  if (!state.who && state.others) parts.push(h("p", { class: "notice" }, say("locked")));
  if (state.who && state.others) parts.push(h("p", { class: "notice" }, say("others", { n: state.others })));
  if (!packet) parts.push(h("p", { class: "empty" }, say("nothing")));
  else {
    parts.push(...packet.meetings.map(meetingLine));
    if (!packet.meetings.length) parts.push(h("p", { class: "empty" }, say("no_meetings")));
    parts.push(h("p", { class: "small muted" }, holds(state)));
    if (!matchMedia("(display-mode: standalone)").matches) parts.push(h("p", { class: "small muted" }, say("install")));
  }
  const words = say(packet ? "take_again" : "take");
  const go = button(words, () => takeAlong(show), packet ? "button quiet" : "button");
  go.disabled = taking;
  by("bar").replaceChildren(go);
  return { title: say("title"), parts, back: settings.home, backWords: say("product") };
};
