// Spots are drawn on the picture: two corners are tapped, or a mouse draws from one to the other.
// The fields with the four numbers stay what is sent; whoever cannot draw types them.

const desk = document.querySelector("[data-spots]");
const form = desk?.closest("form");
const words = desk ? JSON.parse(desk.dataset.words) : {};
let pictures = desk ? JSON.parse(desk.dataset.pictures) : {};
const [image, plan] = desk ? [desk.querySelector("img"), desk.querySelector("svg")] : [];
const [chooser, told] = desk ? [desk.querySelector(".wrap"), desk.querySelector("[role=status]")] : [];
const PHONE = 328; // dots that a picture is wide on a small phone
const FINGER = 44;
const SVG = "http://www.w3.org/2000/svg";
let chosen = 0;
let from = null; // the first corner, in per cent
let pressed = null;

const fields = () =>
  [...form.querySelectorAll('input[name^="spots."][name$=".box"]')].filter((field) => !field.closest("[hidden]"));
const row = (field) => field.name.slice(0, -".box".length);
const nameOf = (field) => {
  const own = form.querySelector(`[name="${CSS.escape(`${row(field)}.text.vi`)}"]`)?.value.trim();
  return `${Number(row(field).split(".").at(-1)) + 1} ${own ?? ""}`.trim();
};
const boxOf = (field) => {
  const box = field.value.split(/[\s,]+/).filter(Boolean).map(Number);
  return box.length === 4 && box.every(Number.isFinite) ? box : null;
};
const ratio = () => (image.naturalWidth ? image.naturalHeight / image.naturalWidth : 1);
const isSmall = ([, , wide, high]) =>
  (wide * PHONE) / 100 < FINGER || (high * PHONE * ratio()) / 100 < FINGER;

const draw = (waiting) => {
  const tall = 100 * ratio();
  plan.setAttribute("viewBox", `0 0 100 ${tall}`);
  plan.replaceChildren();
  const add = (kind, attributes, text = "") => {
    const made = document.createElementNS(SVG, kind);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    plan.append(made);
  };
  fields().forEach((field, number) => {
    const box = number === chosen && waiting ? waiting : boxOf(field);
    if (!box) return;
    const [left, top, wide, high] = [box[0], (box[1] * tall) / 100, box[2], (box[3] * tall) / 100];
    const colour = number === chosen ? "#0b57a4" : "#17262b";
    add("rect", { x: left, y: top, width: wide, height: high, fill: colour, "fill-opacity": 0.12, stroke: colour, "stroke-width": 0.8 });
    add("text", { x: left + 1, y: top + 5, "font-size": 4.5, "font-weight": 700, fill: colour, stroke: "#fff", "stroke-width": 1, "paint-order": "stroke" }, nameOf(field).slice(0, 24));
  });
  if (from) add("circle", { cx: from[0], cy: (from[1] * tall) / 100, r: 2, fill: "#0b57a4" });
};

const list = () => {
  chooser.replaceChildren(
    ...fields().map((field, number) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: nameOf(field) });
      made.setAttribute("aria-pressed", number === chosen);
      made.addEventListener("click", () => {
        [chosen, from] = [number, null];
        list();
        draw();
      });
      return made;
    }),
  );
  const small = fields().filter((field) => boxOf(field) && isSmall(boxOf(field)));
  told.textContent = from ? words.corner : small.length ? words.small.replace("{name}", small.map(nameOf).join(", ")) : "";
};

const at = (event) => {
  const { left, top, width, height } = plan.getBoundingClientRect();
  const within = (value) => Math.min(100, Math.max(0, Math.round(value)));
  return [within((100 * (event.clientX - left)) / width), within((100 * (event.clientY - top)) / height)];
};
const between = ([a, b], [c, d]) => [Math.min(a, c), Math.min(b, d), Math.abs(a - c), Math.abs(b - d)];
const settle = (box) => {
  const field = fields()[chosen];
  from = null;
  if (field && box[2] && box[3]) {
    field.value = box.join(" ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const next = fields().findIndex((each) => !boxOf(each));
    if (next >= 0) chosen = next;
  }
  list();
  draw();
};

const show = () => {
  const address = pictures[form.elements.picture.value];
  desk.hidden = !address || !fields().length;
  if (address && image.getAttribute("src") !== address) image.src = address;
  list();
  draw();
};

// To be drawn is the spot that was just moved, else the first without a place.
const choose = () => {
  const moved = form.querySelector("[autofocus]")?.closest(".row-box")?.id;
  const wanted = fields().findIndex((field) => row(field) === moved);
  chosen = Math.max(0, wanted >= 0 ? wanted : fields().findIndex((field) => !boxOf(field)));
};

if (desk) {
  document.getElementById("spots")?.before(desk);
  choose();
  // The rows came anew. The desk stays, with the picture that is already drawn, so that nothing jumps.
  form.addEventListener("renewed", () => {
    const fresh = form.querySelector("[data-spots]");
    pictures = JSON.parse(fresh.dataset.pictures);
    fresh.remove();
    document.getElementById("spots")?.before(desk);
    [from, pressed] = [null, null];
    choose();
    show();
  });
  image.addEventListener("load", show);
  form.addEventListener("input", (event) => /^picture$|^spots\./.test(event.target.name ?? "") && show());
  plan.addEventListener("pointerdown", (event) => {
    if (event.button === 0) pressed = at(event);
  });
  plan.addEventListener("pointermove", (event) => {
    if (pressed ?? from) draw(between(pressed ?? from, at(event)));
  });
  plan.addEventListener("pointercancel", () => (pressed = null));
  plan.addEventListener("pointerup", (event) => {
    const start = pressed;
    pressed = null;
    if (!start) return;
    const box = between(start, at(event));
    if (box[2] > 2 && box[3] > 2) return settle(box);
    if (from) return settle(between(from, at(event)));
    from = at(event);
    list();
    return draw();
  });
  show();
}
