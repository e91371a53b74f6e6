// A press on ▲ or ▼ moves a row where it stands: the page is not loaded anew, and the focus stays with what moved.

const main = document.querySelector("main");
let busy = false;
main.addEventListener("submit", async (event) => {
  const mover = event.target.closest("form.mover");
  if (!mover || !event.submitter) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const body = new FormData(mover);
  body.set(event.submitter.name, event.submitter.value);
  const answer = await fetch(mover.action, { method: "POST", body }).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  busy = false;
  const moved = page?.querySelector("main");
  if (!moved?.querySelector("form.mover")) {
    // Signed out meanwhile, or no network: the page itself says what to do.
    location.assign(answer?.url ?? location.href);
    return;
  }
  main.replaceChildren(...moved.childNodes);
  main.querySelector("[autofocus]")?.focus();
});
