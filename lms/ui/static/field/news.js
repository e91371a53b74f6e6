// What a trainer has to read or answer: refused events, people who may be known, what others said differently.
import { button, by, h, say } from "field/dom";
import { nameOf, refresh, state, toRead } from "field/state";
import * as store from "field/store";

const act = (deed) => async () => {
  await deed();
  await refresh();
  dispatchEvent(new Event("noted"));
};

/** What was refused for one reason in one meeting is read, or tried again, as one: a closed register refuses a whole class. */
const alike = (events) => {
  const groups = new Map();
  for (const each of events) {
    const reason = `${each.meeting} ${each.again} ${each.reason}`;
    groups.set(reason, [...(groups.get(reason) ?? []), each]);
  }
  return [...groups.values()];
};

/** Ids of these, and of what was noted of newcomers among them: without the newcomer it can never be sent. */
const withTheirs = (events) => {
  const gone = new Set(events.map((each) => each.id));
  return [...gone, ...state.events.filter((each) => gone.has(each.person)).map((each) => each.id)];
};

const refused = (events) => {
  const [{ where, reason, again }] = events;
  const names = [...new Set(events.map((each) => nameOf(each) || each.about).filter(Boolean))];
  const whom = names.length ? names.join(", ") : say("notes", { n: events.length });
  return h(
    "div",
    { class: "notice stop" },
    h("p", {}, h("strong", {}, whom), where ? ` (${where})` : "", ": ", reason),
    h(
      "div",
      { class: "wrap" },
      again
        ? button(say("again"), act(() => store.keepEvents(events.map((each) => ({ ...each, state: "unsent" })))), "button quiet small")
        : null,
      button(say("read"), act(() => store.dropEvents(withTheirs(events))), "button quiet small"),
    ),
  );
};

const asked = (event) => {
  const answer = (match) => act(() => store.keepEvents([{ ...event, state: "unsent", match }]));
  return h(
    "div",
    { class: "notice" },
    h("p", {}, h("strong", {}, say("who_is", event))),
    h(
      "div",
      { class: "wrap" },
      event.people.map((each) => button(say("this_one", each), answer(each.id), "button quiet small")),
      button(say("somebody_new"), answer("new"), "button quiet small"),
    ),
  );
};

const told = (news) =>
  h("div", { class: "notice" }, h("p", {}, news.words), button(say("read"), act(() => store.readNews(news)), "button quiet small"));

export const showNews = () => {
  const parts = [
    ...toRead().filter((each) => each.state === "asked").map(asked),
    ...alike(toRead().filter((each) => each.state === "refused")).map(refused),
    ...state.news.map(told),
  ];
  by("news").replaceChildren(...(parts.length ? [h("h2", {}, say("to_read")), ...parts] : []));
};
