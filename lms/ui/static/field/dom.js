// Elements and words. Words come with the page, in the reader's language.
const block = document.getElementById("words");
const all = JSON.parse(block.textContent);
export const settings = block.dataset;

export const say = (name, values = {}) =>
  all[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

/** An element: h("p", {class: "small", onclick: f}, "words", child). Words are never read as HTML. */
export const h = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") made.toggleAttribute(name, value);
    else if (value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((each) => each !== null && each !== undefined));
  return made;
};

export const by = (id) => document.getElementById(id);
export const button = (words, onclick, kind = "button quiet") => h("button", { type: "button", class: kind, onclick }, words);
