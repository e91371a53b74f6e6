// Comforts for writing: what one types is kept, the phone beside it follows, and buttons put marks around words.

const form = document.querySelector("form[data-studio]");
const tools = document.getElementById("tools");
const words = tools ? JSON.parse(tools.dataset.words) : {};
const state = document.createElement("p");
state.className = "hint kept";
state.setAttribute("role", "status");
const unsent = document.querySelector("[data-unsent-here]");

const hourOf = (moment) =>
  moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
const tellKept = () => {
  if (unsent) state.textContent = unsent.dataset.kept.replace("{hour}", hourOf(new Date()));
};

const send = async (what) => {
  const body = new FormData(form);
  body.set("do", what);
  return fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
};

// What was typed stays on this device until it reached us: a lost connection or a dead battery takes nothing.
// Signing out wipes it.
const shelf = `studio:${location.pathname}`;
const shelve = () => {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && typeof value === "string");
  try {
    localStorage.setItem(shelf, JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // A device without room for it: the words still stand in the form.
  }
};
const shelved = form && JSON.parse(localStorage.getItem(shelf) ?? "null");
if (unsent && shelved) {
  const [back, away] = unsent.querySelectorAll("button");
  const told = unsent.querySelector("p");
  told.textContent = told.textContent.replace("{hour}", hourOf(new Date(shelved.at)));
  unsent.hidden = false;
  back.addEventListener("click", async () => {
    const body = new FormData();
    for (const [name, value] of shelved.fields) body.append(name, value);
    body.set("csrf_token", form.elements.csrf_token.value);
    body.set("do", "keep");
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return;
    localStorage.removeItem(shelf);
    location.reload();
  });
  away.addEventListener("click", () => {
    localStorage.removeItem(shelf);
    unsent.hidden = true;
  });
}

// A moment after the last key: look, and keep.
let waiting;
let leaving = false;
// What a press changes inside the form is shown in its place, with the focus on what it was about.
const pressedHere = async (button) => {
  const [what, where] = (button?.value ?? "").split(":");
  if (!where) return false;
  const body = new FormData(form);
  body.set("do", button.value);
  form.inert = true; // what is typed now would be lost with the old fields
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  form.inert = false;
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const anew = page?.querySelector("form[data-studio]");
  if (!anew) return false;
  localStorage.removeItem(shelf);
  form.replaceChildren(...anew.childNodes);
  form.dispatchEvent(new Event("renewed"));
  dress();
  tellKept();
  const [phone, drawn] = [document, page].map((each) => each.getElementById("phone"));
  if (phone && drawn) phone.replaceChildren(...drawn.childNodes);
  const added = what === "add" && [...document.getElementById(where).querySelectorAll(":scope > .row-box")].at(-1);
  (added ? added.querySelector("input:not([type=hidden]), textarea, select") : form.querySelector("[autofocus]"))?.focus();
  return true;
};

// Before the page is left, what was typed is kept with us; where that fails, one stays here with it.
form?.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  shelve();
  clearTimeout(waiting);
  if (await pressedHere(event.submitter)) return;
  const kept = await send("keep").catch(() => null);
  if (!kept) {
    state.textContent = unsent?.dataset.offline ?? "";
    return;
  }
  leaving = true;
  if (kept.status === 204) localStorage.removeItem(shelf);
  form.requestSubmit(event.submitter);
});
addEventListener("pageshow", () => (leaving = false));
form?.addEventListener("input", () => {
  shelve();
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const phone = document.getElementById("phone");
    try {
      if (phone && form.dataset.look) {
        const answer = await send("look");
        if (answer.ok && !leaving) phone.innerHTML = await answer.text();
      }
      const kept = leaving ? null : await send("keep");
      if (kept?.status === 204) localStorage.removeItem(shelf);
      if (kept?.ok) tellKept();
    } catch {
      state.textContent = unsent?.dataset.offline ?? "";
    }
  }, 900);
});

// The marks of the small language, put around what is chosen in a field.
const put = (field, before, after = "") => {
  const [from, to] = [field.selectionStart, field.selectionEnd];
  field.setRangeText(before + field.value.slice(from, to) + after, from, to, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
// A picture stands alone between empty lines. Its words are chosen, so that one types what it shows.
const picture = (field, name) => {
  const [before, after] = [field.value.slice(0, field.selectionStart).trimEnd(), field.value.slice(field.selectionEnd).trimStart()];
  const from = before.length + (before ? 2 : 0) + 2;
  field.value = `${before}${before && "\n\n"}![${words.shows}](${name})\n${after && "\n"}${after}`;
  field.focus();
  field.setSelectionRange(from, from + words.shows.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const lines = (field, mark) => {
  const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const to = field.selectionEnd;
  const marked = field.value.slice(from, to).split("\n").map((line, n) => mark(n) + line).join("\n");
  field.setRangeText(marked, from, to, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const button = (label, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label, className: "button quiet small" });
  made.addEventListener("click", act);
  return made;
};
const chooser = (label, options, act) => {
  const made = document.createElement("select");
  made.setAttribute("aria-label", label);
  made.append(new Option(label, ""), ...options.map(([value, text]) => new Option(text, value)));
  made.addEventListener("change", () => {
    if (made.value) act(made.value);
    made.value = "";
  });
  return made;
};
const tool = (bar) => {
  const field = document.getElementById(bar.dataset.for);
  const boxes = ["careful", "try", "can", "message", "screen"].map((name) => [name, words[name]]);
  const facts = JSON.parse(tools.dataset.facts).map(([name, value]) => [name, `${value} (${name})`]);
  const pictures = JSON.parse(tools.dataset.pictures).map((name) => [name, name]);
  bar.append(
    button(words.bold, () => put(field, "**", "**")),
    button(words.list, () => lines(field, () => "- ")),
    button(words.numbers, () => lines(field, (n) => `${n + 1}. `)),
    chooser(words.box, boxes, (name) =>
      put(field, `\n::: ${name}${["message", "screen"].includes(name) ? " …" : ""}\n`, "\n:::\n"),
    ),
  );
  if (facts.length) bar.append(chooser(words.fact, facts, (name) => put(field, `{fact:${name}}`)));
  if (pictures.length) bar.append(chooser(words.picture, pictures, (name) => picture(field, name)));
  bar.hidden = false;
};
const dress = () => {
  form?.querySelector(".bar")?.before(state);
  if (tools) document.querySelectorAll(".tools").forEach(tool);
};
dress();
