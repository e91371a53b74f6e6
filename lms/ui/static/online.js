// A sign of life every minute while the page is open: it becomes minutes attended.
const here = document.getElementById("here");

const sign = () => {
  const body = new URLSearchParams({ csrf_token: here.dataset.token });
  const headers = { Accept: "application/json" };
  fetch(here.dataset.here, { method: "POST", body, headers, keepalive: true })
    .then((answer) => {
      // The trainer asks who is here: the page that comes has the button.
      if (answer.status === 200 && !answer.redirected && !document.getElementById("asked")) location.reload();
    })
    .catch(() => {});
};

if (here) {
  setInterval(sign, 60_000);
  // Phones put pages to sleep; coming back to this one is a sign too.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) sign();
  });
}
