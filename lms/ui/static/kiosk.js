// Names are looked for while they are typed, without accents. The page comes back to the beginning by itself.
const find = document.getElementById("q");
const tiles = [...document.querySelectorAll("[data-find]")];
const plain = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").trim();

find.addEventListener("input", () => {
  const words = plain(find.value);
  for (const tile of tiles) tile.hidden = !tile.dataset.find.includes(words);
});
document.getElementById("find").addEventListener("submit", (event) => {
  const left = tiles.filter((tile) => !tile.hidden);
  if (left.length !== 1) return;
  event.preventDefault();
  left[0].querySelector("a").click();
});
navigator.wakeLock?.request("screen").catch(() => {});
