// A scanned card opens this page with its letters after #, which the browser never sends.
// They go into the form, out of the address, and the page asks for the PIN alone.
const letters = decodeURIComponent(location.hash.slice(1));
const field = document.querySelector("input[name=token]");
if (letters && field) {
  field.value = letters;
  history.replaceState(null, "", location.pathname + location.search);
}
if (field?.value && !document.getElementById("errors")) {
  for (const part of document.querySelectorAll("[data-card-typed]")) part.hidden = true;
  document.querySelector("[data-card-read]").hidden = false;
  document.querySelector("input[name=pin]").focus();
}
