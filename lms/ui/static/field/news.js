// What a trainer has to read or answer: refused events, people who may be known, what others said differently.
import { button, by, h, say } from "field/dom";
import { meetingOf, peopleOf, refresh, state, toRead } from "field/state";
import * as store from "field/store";

const act = (deed) => async () => {
  await deed();
  await refresh();
  dispatchEvent(new Event("noted"));
};

const nameOf = (event) => {
  if (event.name) return event.name;
  const meeting = state.packet && meetingOf(event.meeting);
  const found = meeting && peopleOf(meeting).find((each) => [each.id, state.packet.alias[event.person]].includes(event.person) || each.id === state.packet.alias[event.person]);
  return found?.name ?? "";
};

const refused = (event) =>
  h(
    "div",
    { class: "notice stop" },
    h("p", {}, h("strong", {}, nameOf(event)), " ", event.reason),
    h(
      "div",
      { class: "wrap" },
      event.again
        ? button(say("again"), act(() => store.keepEvents([{ ...event, state: "unsent" }])), "button quiet small")
        : null,
      button(say("read"), act(() => store.dropEvents([event.id])), "button quiet small"),
    ),
  );

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
    ...toRead().map((each) => (each.state === "asked" ? asked(each) : refused(each))),
    ...state.news.map(told),
  ];
  by("news").replaceChildren(...(parts.length ? [h("h2", {}, say("to_read")), ...parts] : []));
};
