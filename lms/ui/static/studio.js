// Comforts for writing: what one types is kept, the phone beside it follows, and buttons put marks around words.

const form = document.querySelector("form[data-studio]");
const tools = document.getElementById("tools");
const words = tools ? JSON.parse(tools.dataset.words) : {};
const state = document.createElement("p");
state.className = "hint kept";
state.setAttribute("role", "status");
form?.querySelector(".bar")?.before(state);

const send = async (what) => {
  const body = new FormData(form);
  body.set("do", what);
  return fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
};

// A moment after the last key: look, and keep.
let waiting;
let leaving = false;
form?.addEventListener("submit", () => {
  leaving = true;
  clearTimeout(waiting);
});
form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const phone = document.getElementById("phone");
    try {
      if (phone && form.dataset.look) {
        const answer = await send("look");
        if (answer.ok && !leaving) phone.innerHTML = await answer.text();
      }
      const kept = leaving ? null : await send("keep");
      const hour = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      if (kept?.ok && words.kept) state.textContent = words.kept.replace("{hour}", hour);
    } catch {
      state.textContent = ""; // without a network the words still stand in the form
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
for (const bar of tools ? document.querySelectorAll(".tools") : []) {
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
  if (pictures.length) bar.append(chooser(words.picture, pictures, (name) => put(field, `\n![${words.shows}](${name})\n`)));
  bar.hidden = false;
}
