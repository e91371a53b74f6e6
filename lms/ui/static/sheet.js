// One key a person: the next cell comes by itself. And a photograph is made smaller before it is sent.
const sheet = document.getElementById("sheet");
const cells = [...sheet.querySelectorAll("input.key")];
const to = (at) => {
  cells[at]?.focus();
  cells[at]?.select();
};

for (const [at, cell] of cells.entries()) {
  cell.addEventListener("focus", () => cell.select());
  cell.addEventListener("input", () => {
    cell.value = cell.value.slice(-1).toLowerCase();
    if (cell.value === " ") cell.value = "";
    cell.toggleAttribute("aria-invalid", Boolean(cell.value) && !sheet.dataset.letters.includes(cell.value));
    if (cell.value) to(at + 1);
  });
  cell.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!step || (event.key === "Enter" && at === cells.length - 1)) return;
    event.preventDefault();
    to(at + step);
  });
}

const chosen = document.querySelector("#photo-form input[type=file]");
chosen.addEventListener("change", async () => {
  const [file] = chosen.files;
  if (!file || file.size < 900_000) return;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    const kept = new DataTransfer();
    kept.items.add(new File([small], "sheet.jpg", { type: "image/jpeg" }));
    chosen.files = kept.files;
  } catch {
    // The server makes it smaller too, if it is not too large to be sent.
  }
});
